import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChevronDown,
  IconInfoSquare,
  IconPlus,
  IconTable,
} from '@tabler/icons-react';
import { memo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  Button,
  Group,
  Separator,
  ToggleButton,
  Toolbar as AriaToolbar,
} from 'react-aria-components';
import type { Command } from 'prosemirror-state';
import { Menu } from '@client/ui/Menu';
import { linkForm } from '../linkForm.ts';
import { shortcuts, shortcutWords } from '../keys.ts';
import type { DocumentEditor } from '../mountEditor.ts';
import type { EditorSetting } from '../setting.ts';
import { useEditorValue } from '../useEditorValue.ts';
import {
  blockStyles,
  insertions,
  linkToggle,
  listToggles,
  markToggles,
  panelActions,
  tableActions,
  toolbarState,
} from './actions.ts';
import { Hint } from './Hint.tsx';
import styles from './Toolbar.module.css';

interface ToolbarProps {
  editor: DocumentEditor;
  setting: EditorSetting;
}

const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;

/** The tools for writing: one stop of the Tab key, then the arrows. */
export const Toolbar = memo(function Toolbar({ editor, setting }: ToolbarProps) {
  const { t } = useTranslation('editor');
  const { style, panel, isTable, on, canUndo, canRedo } = useEditorValue(editor, toolbarState);
  const inserting = insertions(t('status.new'));
  const runFrom = (commands: Readonly<Record<string, Command>>) => (id: string) => {
    const command = commands[id];
    if (command) editor.run(command);
  };
  const entries = (commands: Readonly<Record<string, Command>>, scope: string) =>
    Object.keys(commands).map((id) => ({ id, label: t(`${scope}.${id}`) }));

  return (
    <AriaToolbar aria-label={t('toolbar.label')} className={styles.toolbar!}>
      <Menu
        label={t('toolbar.style')}
        trigger={
          <MenuButton label={`${t('toolbar.style')}: ${t(`blocks.${style ?? 'other'}`)}`} wide>
            {t(`blocks.${style ?? 'other'}`)}
          </MenuButton>
        }
        groups={[
          {
            entries: entries(blockStyles, 'blocks'),
            chosen: style ?? '',
            onChoose: runFrom(blockStyles),
          },
        ]}
      />
      <Line />
      <Group aria-label={t('toolbar.marks')} className={styles.group!}>
        {markToggles.map(({ id, icon: Icon, shortcut, command }) => (
          <Toggle
            key={id}
            label={t(`toolbar.${id}`)}
            shortcut={shortcut}
            isOn={on.includes(id)}
            onPress={() => editor.run(command)}
          >
            <Icon {...icon} />
          </Toggle>
        ))}
        <Toggle
          label={t('toolbar.link')}
          shortcut={linkToggle.shortcut}
          isOn={on.includes(linkToggle.id)}
          onPress={() => linkForm(setting)(editor.view.state, undefined, editor.view)}
        >
          <linkToggle.icon {...icon} />
        </Toggle>
      </Group>
      <Line />
      <Group aria-label={t('toolbar.lists')} className={styles.group!}>
        {listToggles.map(({ id, icon: Icon, shortcut, command }) => (
          <Toggle
            key={id}
            label={t(`toolbar.${id}`)}
            shortcut={shortcut}
            isOn={on.includes(id)}
            onPress={() => editor.run(command)}
          >
            <Icon {...icon} />
          </Toggle>
        ))}
      </Group>
      <Line />
      <Group aria-label={t('toolbar.insertions')} className={styles.group!}>
        <Menu
          label={t('toolbar.panel')}
          trigger={
            <MenuButton label={t('toolbar.panel')}>
              <IconInfoSquare {...icon} />
            </MenuButton>
          }
          groups={[
            {
              entries: entries(panelActions, 'panel'),
              chosen: panel ?? '',
              onChoose: runFrom(panelActions),
            },
          ]}
        />
        {isTable && (
          <Menu
            label={t('toolbar.table')}
            trigger={
              <MenuButton label={t('toolbar.table')}>
                <IconTable {...icon} />
              </MenuButton>
            }
            groups={[{ entries: entries(tableActions, 'table'), onChoose: runFrom(tableActions) }]}
          />
        )}
        <Menu
          label={t('toolbar.insert')}
          trigger={
            <MenuButton label={t('toolbar.insert')}>
              <IconPlus {...icon} />
              <span className={styles.word}>{t('toolbar.insert')}</span>
            </MenuButton>
          }
          groups={[{ entries: entries(inserting, 'insert'), onChoose: runFrom(inserting) }]}
        />
      </Group>
      <Line />
      <Group aria-label={t('toolbar.history')} className={styles.group!}>
        <Press
          label={t('toolbar.undo')}
          shortcut={shortcuts.undo}
          isDisabled={!canUndo}
          onPress={() => editor.run(() => editor.undo.undo())}
        >
          <IconArrowBackUp {...icon} />
        </Press>
        <Press
          label={t('toolbar.redo')}
          shortcut={shortcuts.redo}
          isDisabled={!canRedo}
          onPress={() => editor.run(() => editor.undo.redo())}
        >
          <IconArrowForwardUp {...icon} />
        </Press>
      </Group>
    </AriaToolbar>
  );
});

const Line = () => <Separator orientation="vertical" className={styles.line!} />;

interface ToolProps {
  label: string;
  shortcut?: string;
  onPress: () => void;
  children: ReactNode;
}

function Toggle({ label, shortcut, isOn, onPress, children }: ToolProps & { isOn: boolean }) {
  return (
    <Hint text={label} shortcut={shortcut && shortcutWords(shortcut)}>
      <ToggleButton aria-label={label} isSelected={isOn} onPress={onPress} className={styles.tool!}>
        {children}
      </ToggleButton>
    </Hint>
  );
}

function Press({
  label,
  shortcut,
  isDisabled,
  onPress,
  children,
}: ToolProps & { isDisabled: boolean }) {
  return (
    <Hint text={label} shortcut={shortcut && shortcutWords(shortcut)}>
      <Button aria-label={label} isDisabled={isDisabled} onPress={onPress} className={styles.tool!}>
        {children}
      </Button>
    </Hint>
  );
}

function MenuButton({
  label,
  wide,
  children,
}: {
  label: string;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <Button aria-label={label} className={`${styles.tool} ${wide ? styles.style : styles.opener}`}>
      {children}
      <IconChevronDown size={14} stroke={2} aria-hidden />
    </Button>
  );
}
