import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { documentKinds, startsShared, type DocumentKind } from '@shared/features/documents/rules';
import type { EngagementOverview } from '@shared/features/engagements/schema';
import { languageNames, languages } from '@client/i18n/languages';
import { useLanguage } from '@client/i18n/useFormats';
import { failureSentence } from '@client/net/failure';
import { Button } from '@client/ui/Button';
import { Choice } from '@client/ui/Choice';
import { Dialog } from '@client/ui/Dialog';
import { Select } from '@client/ui/Select';
import { TextField } from '@client/ui/TextField';
import { createDocument, documentsQuery } from './api.ts';
import styles from './Documents.module.css';

interface CreateDocumentProps {
  engagement: EngagementOverview;
  isOpen: boolean;
  onClose: () => void;
}

/** Begins a document: its title, its kind, its language, and who sees it. */
export function CreateDocument({ engagement, isOpen, onClose }: CreateDocumentProps) {
  const { t } = useTranslation('documents');
  return (
    <Dialog
      title={t('create.title')}
      closeLabel={t('common:action.close')}
      isOpen={isOpen}
      onClose={onClose}
    >
      <CreateForm engagement={engagement} onClose={onClose} />
    </Dialog>
  );
}

function CreateForm({ engagement, onClose }: Omit<CreateDocumentProps, 'isOpen'>) {
  const { t } = useTranslation('documents');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const name = useRef<HTMLInputElement>(null);
  const [title, setTitle] = useState('');
  const [kind, setKind] = useState<DocumentKind>('note');
  const [language, setLanguage] = useState(useLanguage());
  /** Follows the kind until somebody chooses. */
  const [chosen, setChosen] = useState<'shared' | 'internal' | null>(null);
  const visibility = chosen ?? (startsShared(kind) ? 'shared' : 'internal');
  const own = engagement[engagement.side];

  useEffect(() => name.current?.focus(), []);

  const creating = useMutation({
    mutationFn: () =>
      createDocument(engagement.id, {
        title,
        kind,
        language,
        audience: visibility === 'shared' ? 'shared' : engagement.side,
        adf: { type: 'doc', version: 1, content: [{ type: 'paragraph' }] },
      }),
    onSuccess: async ({ id }) => {
      void queries.invalidateQueries(documentsQuery(engagement.id));
      await navigate({
        to: '/e/$engagement/d/$documentId',
        params: { engagement: engagement.key, documentId: id },
      });
    },
  });

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!creating.isPending) creating.mutate();
      }}
    >
      <TextField
        label={t('create.name')}
        isRequired
        inputRef={name}
        maxLength={200}
        value={title}
        onChange={setTitle}
      />
      <div className={styles.pair}>
        <Select
          label={t('create.kind')}
          options={documentKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          value={kind}
          onChange={setKind}
        />
        <Select
          label={t('create.language')}
          options={languages.map((value) => ({ value, label: languageNames[value] }))}
          value={language}
          onChange={setLanguage}
        />
      </div>
      <Choice
        label={t('create.audience')}
        options={[
          {
            value: 'shared',
            label: t('create.shared'),
            hint: t('create.shared-hint', {
              client: engagement.client.name,
              vendor: engagement.vendor.name,
            }),
          },
          {
            value: 'internal',
            label: t('create.internal'),
            hint: t('create.internal-hint', { organisation: own.name }),
          },
        ]}
        value={visibility}
        onChange={setChosen}
      />
      <div role="alert" className={styles.error}>
        {creating.error && failureSentence(t, creating.error)}
      </div>
      <div className={styles.buttons}>
        <Button onPress={onClose}>{t('common:action.cancel')}</Button>
        <Button type="submit" kind="primary" isPending={creating.isPending}>
          {creating.isPending ? t('create.pending') : t('create.submit')}
        </Button>
      </div>
    </form>
  );
}
