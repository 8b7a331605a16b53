import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentDetail } from '@shared/features/documents/schema';
import { linkForm } from '@client/editor/linkForm';
import type { DocumentEditor } from '@client/editor/mountEditor';
import { Toolbar } from '@client/editor/toolbar/Toolbar';
import { useLanguage } from '@client/i18n/useFormats';
import type { DocumentConnection } from '@client/sync/index';
import { Button } from '@client/ui/Button';
import { classes } from '@client/ui/classes';
import { Skeleton } from '@client/ui/Skeleton';
import { useToasts } from '@client/ui/ToastRegion';
import type { ChosenPassage } from './chosenPassage.ts';
import { CommentButton } from './CommentButton.tsx';
import { DecisionStrip } from './DecisionStrip.tsx';
import { DocumentBanner } from './DocumentBanner.tsx';
import { DocumentBar } from './DocumentBar.tsx';
import type { DocumentSession, OpenDocument } from './documentSession.ts';
import styles from './DocumentView.module.css';
import { EditorSurface } from './EditorSurface.tsx';
import { Margin } from './Margin.tsx';
import { ChangeBars } from './MarginLines.tsx';
import { MarginSteps } from './MarginSteps.tsx';
import { NewThread } from './NewThread.tsx';
import { Outline } from './Outline.tsx';
import { PasteRefused } from './PasteRefused.tsx';
import { showPassage } from './showPassage.ts';
import { SettledLinks } from './SettledLinks.tsx';
import type { SettledPart } from './SettledLinks.tsx';
import { SettledPanel } from './SettledPanel.tsx';
import { useDeciders } from './useDeciders.ts';
import { useDrawnMarks } from './useDrawnMarks.ts';
import { useEditorSetting } from './useEditorSetting.ts';
import { useMarginEntries } from './useMarginEntries.ts';
import { useMarginPlaces } from './useMarginPlaces.ts';
import { useMode } from './useMode.ts';
import { useRoom } from './useRoom.ts';
import { useSession } from './useSession.ts';
import { useSettled } from './useSettled.ts';
import { useSettledPart } from './useSettledPart.ts';
import { useToldDecisions } from './useToldDecisions.ts';

interface DocumentViewProps {
  document: DocumentDetail;
  personId: string;
  session: DocumentSession;
  open: OpenDocument;
}

/** A document that is open: its bar, its outline, its sheet and its margin. */
export function DocumentView({ document, personId, session, open }: DocumentViewProps) {
  const { t } = useTranslation(['document', 'editor']);
  const language = useLanguage();
  const toasts = useToasts();
  const root = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const room = useRoom(root);
  const [editor, setEditor] = useState<DocumentEditor | null>(null);
  const [active, setActive] = useState<string | null>(null);
  const [isListOpen, setListOpen] = useState(false);
  const [passage, setPassage] = useState<ChosenPassage | null>(null);
  const reopened = useRef<string | null>(null);
  const settled = useSettled(document.id, personId);
  const settledPart = useSettledPart();
  const { part, close: closeSettled } = settledPart;
  const [refusedPaste, setRefusedPaste] = useState<string | null>(null);

  const { mode, granted, choose, changed, dismiss } = useMode(
    open.connection,
    useSession(session, ({ status }) => status.granted),
    // On a phone one reads and decides first; writing is a choice, and brings the keyboard up.
    room === 'narrow' ? 'view' : null,
  );
  const setting = useEditorSetting({ mode, people: document.people, personId });
  const entries = useMarginEntries(document.id, editor);
  const waitingOn = useDeciders(document.engagementId);
  const isBeside = room === 'wide';
  const { places, cardRef } = useMarginPlaces(editor, sheet, entries, active);

  useEffect(() => editor?.modeChanged(mode), [editor, mode]);
  useDrawnMarks(editor, entries, active);
  useToldDecisions(document, personId);

  // What was reopened is brought to sight once the text has its place again.
  useEffect(() => {
    const entry = entries.find(({ key }) => key === reopened.current);
    if (!entry || !editor) return;
    reopened.current = null;
    showPassage(editor, entry.from);
  }, [entries, editor]);

  const activate = (key: string | null) => {
    setActive(key);
    closeSettled();
    if (key && editor) showPassage(editor, entries.find((entry) => entry.key === key)?.from);
  };
  const surroundings = useMemo(
    () => ({
      setting,
      label: t('doc-label', { title: document.title }),
      updateLimit: () => limitOf(open.connection),
      pasteTooLarge: setRefusedPaste,
      notProposable: () => toasts.show(t('not-proposable')),
      openLink: linkForm(setting),
      pressed: ({ suggestion, thread }: { suggestion?: string; thread?: string }) => {
        setActive(thread ? `t:${thread}` : `s:${suggestion}`);
        closeSettled();
      },
    }),
    [setting, t, document.title, toasts, open.connection, closeSettled],
  );

  const closeList = () => {
    setListOpen(false);
    closeSettled();
  };
  const toggleSettled = (next: SettledPart, from: HTMLElement | null) => {
    if (part === next) {
      settledPart.leave();
      if (room === 'middle') setListOpen(false);
      return;
    }
    settledPart.open(next, from);
    setListOpen(true);
  };
  const links = <SettledLinks settled={settled} open={part} onToggle={toggleSettled} />;

  const margin = (
    <Margin
      document={document}
      personId={personId}
      entries={entries}
      active={active}
      onActivate={activate}
      places={places}
      cardRef={cardRef}
      waitingOn={waitingOn}
      isBeside={isBeside}
      onClose={closeList}
      foot={room === 'narrow' && links}
    >
      {passage && editor && (
        <NewThread
          document={document}
          personId={personId}
          editor={editor}
          passage={passage}
          onDone={(threadId) => {
            setPassage(null);
            if (threadId) setActive(`t:${threadId}`);
          }}
        />
      )}
    </Margin>
  );

  return (
    <div ref={root} className={styles.page} data-room={room}>
      <div className={styles.top}>
        <DocumentBar
          document={document}
          awareness={open.awareness}
          session={session}
          mode={mode}
          granted={granted}
          onMode={choose}
        />
        <DocumentBanner
          session={session}
          editor={editor}
          mode={mode}
          changed={changed}
          onDismiss={dismiss}
        />
        {editor && (
          <div className={styles.tools}>
            {(mode === 'edit' || mode === 'suggest') && (
              <Toolbar editor={editor} setting={setting} />
            )}
            {granted !== 'view' && (
              <CommentButton
                editor={editor}
                onPick={(chosen) => {
                  setPassage(chosen);
                  closeSettled();
                  setListOpen(true);
                }}
              />
            )}
            {isBeside && <MarginSteps entries={entries} active={active} onActivate={activate} />}
            {room === 'middle' && (
              <Button
                small
                aria-expanded={isListOpen}
                onPress={() => (isListOpen ? closeList() : setListOpen(true))}
              >
                {t('margin.open', { count: entries.length })}
              </Button>
            )}
          </div>
        )}
      </div>
      <div className={styles.columns}>
        {room !== 'narrow' && (
          <div className={styles.outline}>
            {editor && <Outline editor={editor} entries={entries} />}
            <div className={styles.outlineFoot}>{links}</div>
          </div>
        )}
        <div ref={sheet} className={styles.sheet}>
          {open.isReady ? (
            // Another language needs the document drawn again.
            <EditorSurface
              key={language}
              doc={open.doc}
              awareness={open.awareness}
              surroundings={surroundings}
              onMount={setEditor}
            />
          ) : (
            <Skeleton label={t('loading')} lines={8} />
          )}
          <ChangeBars places={places} entries={entries} />
        </div>
        {(isBeside || isListOpen) && (
          <div className={classes(styles.margin, !isBeside && styles.drawer)}>
            {/* Kept while something else is looked at: somebody may be writing in it. */}
            <div hidden={part !== null}>{margin}</div>
            {part && (
              <div className={classes(isBeside && styles.settled)}>
                <SettledPanel
                  key={part}
                  document={document}
                  settled={settled}
                  part={part}
                  onBack={settledPart.leave}
                  onClose={isBeside ? undefined : closeList}
                  onReopened={(threadId) => {
                    reopened.current = `t:${threadId}`;
                    activate(reopened.current);
                  }}
                />
              </div>
            )}
          </div>
        )}
      </div>
      {room === 'narrow' && !isListOpen && editor && (
        <DecisionStrip
          document={document}
          entries={entries}
          active={active}
          onActivate={activate}
          onOpenAll={() => setListOpen(true)}
          news={settled.news.size}
          onOpenNews={() => toggleSettled('decisions', null)}
        />
      )}
      <PasteRefused
        text={refusedPaste}
        limitBytes={limitOf(open.connection)}
        onClose={() => setRefusedPaste(null)}
      />
    </div>
  );
}

/** The largest change that the server takes; before it was reached nothing can be pasted that would be too large. */
function limitOf(connection: DocumentConnection): number {
  return connection.limits()?.updateBytes ?? Infinity;
}
