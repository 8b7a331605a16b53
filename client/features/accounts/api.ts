import { queryOptions } from '@tanstack/react-query';
import { AppError } from '@shared/errors';
import type {
  ChoosePassword,
  Instance,
  Me,
  MeReply,
  Preferences,
  SetUp,
  SignIn,
} from '@shared/features/accounts/schema';
import { request } from '@client/net/http';

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      return (await request<MeReply>('/session', { signal })).me;
    } catch (error) {
      if (error instanceof AppError && error.kind === 'auth.required') return null;
      throw error;
    }
  },
  staleTime: Infinity,
});

/** What anybody may know of this server before signing in. */
export const instanceQuery = queryOptions({
  queryKey: ['instance'],
  queryFn: ({ signal }) => request<Instance>('/instance', { signal }),
});

export const signIn = async (body: SignIn): Promise<Me> =>
  (await request<MeReply>('/session', { method: 'POST', body })).me;

export const signOut = () => request<void>('/session', { method: 'DELETE' });

export const setUp = async (body: SetUp): Promise<Me> =>
  (await request<MeReply>('/setup', { method: 'POST', body })).me;

export const choosePassword = async (body: ChoosePassword): Promise<Me> =>
  (await request<MeReply>('/password', { method: 'POST', body })).me;

export const savePreferences = async (body: Preferences): Promise<Me> =>
  (await request<MeReply>('/me', { method: 'PATCH', body })).me;
