/** At most two letters for a name: of its first and its last capitalised word, so that particles are passed over. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const capitalised = words.filter((word) => /^\p{Lu}/u.test(word));
  const chosen = capitalised.length > 0 ? capitalised : words;
  const picked = chosen.length > 1 ? [chosen[0]!, chosen.at(-1)!] : chosen;
  return picked.map((word) => [...word][0]!.toLocaleUpperCase()).join('');
}
