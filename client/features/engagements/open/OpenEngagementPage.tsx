import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewEngagementReply } from '@shared/features/engagements/schema';
import { sessionQuery } from '@client/features/accounts/api';
import { Page } from '@client/ui/Page';
import type { Draft } from './draft.ts';
import { Opened } from './Opened.tsx';
import { OpenForm } from './OpenForm.tsx';

/** Opens an engagement: the form, then once the links of those who were invited. */
export function OpenEngagementPage() {
  const { t } = useTranslation('engagements');
  const { data: me } = useSuspenseQuery(sessionQuery);
  const [opened, setOpened] = useState<{ reply: NewEngagementReply; draft: Draft } | null>(null);
  if (!me) return null;
  if (opened) return <Opened reply={opened.reply} draft={opened.draft} me={me} />;
  return (
    <Page title={t('open.title')} lead={<p>{t('open.lead')}</p>}>
      <OpenForm me={me} onOpened={(reply, draft) => setOpened({ reply, draft })} />
    </Page>
  );
}
