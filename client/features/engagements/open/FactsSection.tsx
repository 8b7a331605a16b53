import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '@client/i18n/useFormats';
import { Choice } from '@client/ui/Choice';
import { Section } from '@client/ui/Section';
import { Select } from '@client/ui/Select';
import { TextField } from '@client/ui/TextField';
import type { Draft } from './draft.ts';
import styles from './Open.module.css';
import { PilotSwitch } from './PilotSwitch.tsx';
import { ownTimeZone, timeZoneOptions } from './timeZones.ts';
import type { DraftHandle } from './useDraft.ts';
import { WeekOneField } from './WeekOneField.tsx';

const routes = ['A', 'B', 'blank'] as const;

/** What the engagement is called, between whom it is, which route it takes, and when it begins. */
export function FactsSection({ handle: { draft, faults, change } }: { handle: DraftHandle }) {
  const { t } = useTranslation('engagements');
  const language = useLanguage();
  const [now] = useState(() => Date.now());
  const fault = (field: keyof Draft) => {
    const word = faults[field];
    return word ? t(`open.fault.${word}`) : null;
  };
  return (
    <>
      <Section title={t('open.facts')}>
        <div className={styles.fields}>
          <TextField
            label={t('open.name')}
            hint={t('open.name-hint')}
            isRequired
            maxLength={200}
            autoComplete="off"
            error={fault('name')}
            value={draft.name}
            onChange={(name) => change('name', name)}
          />
          <TextField
            label={t('open.key')}
            hint={t('open.key-hint')}
            isRequired
            maxLength={10}
            autoComplete="off"
            error={fault('key')}
            value={draft.key}
            onChange={(key) => change('key', key.toUpperCase())}
          />
          <TextField
            label={t('open.client')}
            isRequired
            maxLength={120}
            autoComplete="off"
            error={fault('client')}
            value={draft.client}
            onChange={(client) => change('client', client)}
          />
          <TextField
            label={t('open.vendor')}
            isRequired
            maxLength={120}
            autoComplete="off"
            error={fault('vendor')}
            value={draft.vendor}
            onChange={(vendor) => change('vendor', vendor)}
          />
        </div>
      </Section>
      <Section title={t('open.plan')} note={t('open.plan-note')}>
        <div className={styles.route}>
          <Choice
            label={t('open.route')}
            options={routes.map((value) => ({
              value,
              label: t(`route.${value}`),
              hint: t(`open.route-hint.${value}`),
            }))}
            value={draft.route}
            onChange={(route) => change('route', route)}
          />
          {draft.route === 'B' && (
            <PilotSwitch value={draft.pilot} onChange={(pilot) => change('pilot', pilot)} />
          )}
        </div>
        <div className={styles.fields}>
          <WeekOneField
            value={draft.weekOne}
            onChange={(weekOne) => change('weekOne', weekOne)}
            isInvalid={faults.weekOne !== undefined}
          />
          <Select
            label={t('open.time-zone')}
            options={timeZoneOptions(language, ownTimeZone(), now)}
            value={draft.timeZone}
            onChange={(timeZone) => change('timeZone', timeZone)}
          />
        </div>
      </Section>
    </>
  );
}
