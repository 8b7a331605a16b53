import { useTranslation } from 'react-i18next';
import type { Member } from '@shared/features/members/schema';
import type { Role } from '@shared/permissions';
import { Avatar } from '@client/ui/Avatar';
import ledger from '@client/ui/Ledger.module.css';

interface OwnerProps {
  role: Role;
  people: readonly Member[];
}

/** Whoever holds a role, by name; the role itself while nobody does. */
export function Owner({ role, people }: OwnerProps) {
  const { t } = useTranslation('engagements');
  const owner = people.find(({ roles }) => roles.includes(role));
  if (!owner) {
    return (
      <span className={ledger.meta}>
        {t(`common:roles.${role}`)}: {t('gates.nobody')}
      </span>
    );
  }
  return (
    <span className={ledger.person}>
      <Avatar name={owner.name} side={owner.side} />
      <span>{owner.name}</span>
    </span>
  );
}
