import full from '@atlaskit/adf-schema/dist/json-schema/v1/full.json' with { type: 'json' };

/** The part of JSON schema (draft 4) that ADF's own schema is written in. */
export interface JsonSchema {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean;
  items?: JsonSchema | JsonSchema[];
  minItems?: number;
  maxItems?: number;
  anyOf?: JsonSchema[];
  allOf?: JsonSchema[];
  pattern?: string;
  minLength?: number;
  minimum?: number;
  maximum?: number;
}

/** ADF's own JSON schema, which says what a valid document is. */
export const fullSchema = full as unknown as JsonSchema & {
  definitions: Record<string, JsonSchema>;
};

/** What a reference of the schema stands for. */
export function resolved(schema: JsonSchema): JsonSchema {
  if (!schema.$ref) return schema;
  const name = schema.$ref.replace('#/definitions/', '');
  const found = fullSchema.definitions[name];
  if (!found) throw new Error(`ADF's schema does not define ${name}.`);
  return resolved(found);
}
