import { IconEdit, IconEye, IconLock, IconMessage2, IconPencilPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { allowsMode, modeSchema } from '@shared/protocol/modes';
import type { Mode } from '@shared/protocol/modes';
import { iconProps } from '@client/ui/icon';
import styles from './ModeSwitch.module.css';

interface ModeSwitchProps {
  mode: Mode;
  granted: Mode;
  onChange: (mode: Mode) => void;
}

const icons = { view: IconEye, comment: IconMessage2, suggest: IconPencilPlus, edit: IconEdit };

/** How one works in the document: every mode in view, those beyond one's role locked. */
export function ModeSwitch({ mode, granted, onChange }: ModeSwitchProps) {
  const { t } = useTranslation('document');

  return (
    <ToggleButtonGroup
      aria-label={t('mode.label')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[mode]}
      onSelectionChange={([chosen]) => {
        const found = modeSchema.safeParse(chosen);
        if (found.success) onChange(found.data);
      }}
      className={styles.modes!}
    >
      {modeSchema.options.map((option) => {
        const isAllowed = allowsMode(granted, option);
        const Icon = isAllowed ? icons[option] : IconLock;
        const word = t(`mode.${option}`);
        return (
          <ToggleButton
            key={option}
            id={option}
            isDisabled={!isAllowed}
            aria-label={isAllowed ? word : t('mode.locked', { mode: word })}
            className={styles.mode!}
          >
            <Icon {...iconProps} />
            <span>{word}</span>
          </ToggleButton>
        );
      })}
    </ToggleButtonGroup>
  );
}
