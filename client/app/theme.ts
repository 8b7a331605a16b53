import type { Theme } from '@shared/features/accounts/schema';

export type { Theme };

export const themes: readonly Theme[] = ['light', 'dark', 'system'];

const storageKey = 'cadrage.theme';

/** What this device was last set to; without a choice it follows the system. */
export function rememberedTheme(): Theme {
  const stored = localStorage.getItem(storageKey);
  return themes.find((theme) => theme === stored) ?? 'system';
}

/** Keeps the choice on this device too, so that the page opens in it before anybody has signed in. */
export function rememberTheme(theme: Theme): void {
  localStorage.setItem(storageKey, theme);
}
