import { hash, verify } from '@node-rs/argon2';

// Argon2id by default; memory and passes as OWASP advises for it.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** What is stored of a password. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

const ofNobody = hashPassword('there is no account with this address');

/** Compares a password in the same time whether there is an account, or a password, or neither. */
export async function passwordMatches(
  passwordHash: string | null | undefined,
  password: string,
): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await ofNobody), password);
  return matches && typeof passwordHash === 'string';
}
