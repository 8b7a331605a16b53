/** What other parts of the server may ask of approvals. */
export { decide, resumeDecisions } from './decisions.ts';
export {
  countPending,
  explainSuggestion,
  listSuggestions,
  suggestionsSeen,
} from './suggestions.ts';
