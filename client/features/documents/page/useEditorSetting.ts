import { useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentPerson } from '@shared/features/documents/schema';
import type { Mode } from '@shared/protocol/modes';
import type { EditorSetting } from '@client/editor/setting';
import { useLanguage } from '@client/i18n/useFormats';
import { locales } from '@client/i18n/languages';

interface Known {
  mode: Mode;
  people: readonly DocumentPerson[];
  personId: string;
}

/** What the editor asks of the page: one object for the life of the editor that always answers with the newest. */
export function useEditorSetting({ mode, people, personId }: Known): EditorSetting {
  const { t } = useTranslation('editor');
  const language = useLanguage();
  const latest = useRef({ t, language, mode, people });

  // Before any effect of the editor, which is mounted further down and asks at once.
  useLayoutEffect(() => {
    latest.current = { t, language, mode, people };
  });

  const setting = useMemo<EditorSetting>(
    () => ({
      say: (key, values) => latest.current.t(key, values ?? {}),
      language: () => locales[latest.current.language],
      mode: () => latest.current.mode,
      people: () => latest.current.people,
      personId,
    }),
    [personId],
  );
  return setting;
}
