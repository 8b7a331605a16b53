import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { languageNames, languages } from '@client/i18n/languages';
import { Button } from '@client/ui/Button';
import { iconProps } from '@client/ui/icon';
import { Select } from '@client/ui/Select';
import { TextField } from '@client/ui/TextField';
import type { DraftPerson } from './draft.ts';
import { movedTo } from './draft.ts';
import type { Faults } from './faults.ts';
import styles from './Open.module.css';
import { RolesField } from './RolesField.tsx';

interface PersonRowProps {
  person: DraftPerson;
  /** Counts from one. */
  place: number;
  faults: Faults;
  onChange: (next: DraftPerson, part: keyof DraftPerson) => void;
  onRemove: () => void;
}

/** Somebody who takes part: who they are, on which side, as what, and in which language they are invited. */
export function PersonRow({ person, place, faults, onChange, onRemove }: PersonRowProps) {
  const { t } = useTranslation('engagements');
  const label =
    person.name.trim() === ''
      ? t('open.people.row', { place })
      : t('open.people.row-named', { place, name: person.name });
  const fault = (part: keyof DraftPerson) => {
    const word = faults[`people.${person.id}.${part}`];
    return word ? t(`open.fault.${word}`) : null;
  };
  return (
    <li aria-label={label} className={styles.person}>
      <p aria-hidden className={styles.place}>
        {label}
      </p>
      <TextField
        label={t('open.people.name')}
        isRequired
        maxLength={120}
        autoComplete="off"
        error={fault('name')}
        value={person.name}
        onChange={(name) => onChange({ ...person, name }, 'name')}
      />
      <TextField
        label={t('accounts:email')}
        type="email"
        isRequired
        maxLength={254}
        autoComplete="off"
        error={fault('email')}
        value={person.email}
        onChange={(email) => onChange({ ...person, email }, 'email')}
      />
      <Select
        label={t('open.people.language')}
        options={languages.map((value) => ({ value, label: languageNames[value] }))}
        value={person.language}
        onChange={(language) => onChange({ ...person, language }, 'language')}
      />
      <Select
        label={t('open.people.side')}
        options={(['client', 'vendor'] as const).map((value) => ({
          value,
          label: t(`common:side.${value}`),
        }))}
        value={person.side}
        onChange={(side) => onChange(movedTo(person, side), 'roles')}
      />
      <RolesField
        side={person.side}
        value={person.roles}
        onChange={(roles) => onChange({ ...person, roles }, 'roles')}
        isInvalid={fault('roles') !== null}
      />
      <div className={styles.remove}>
        <Button
          kind="quiet"
          iconOnly
          aria-label={t('open.people.remove', { person: label })}
          onPress={onRemove}
        >
          <IconTrash {...iconProps} />
        </Button>
      </div>
    </li>
  );
}
