import { useTranslation } from 'react-i18next';
import type { DemoAccount } from '@shared/features/accounts/schema';
import { Avatar } from '@client/ui/Avatar';
import styles from './Form.module.css';

interface DemoAccountsProps {
  accounts: readonly DemoAccount[];
  chosen: string;
  onChoose: (email: string) => void;
}

/** Who may sign in to the demonstration, by side and role. */
export function DemoAccounts({ accounts, chosen, onChoose }: DemoAccountsProps) {
  const { t } = useTranslation('accounts');
  return (
    <>
      <p className={styles.lead}>{t('sign-in.demo')}</p>
      <ul data-plain aria-label={t('sign-in.who')} className={styles.accounts}>
        {accounts.map((account) => (
          <li key={account.email}>
            <button
              type="button"
              className={styles.account}
              aria-pressed={account.email === chosen}
              onClick={() => onChoose(account.email)}
            >
              <Avatar name={account.name} side={account.side} />
              <span className={styles.person}>
                <span className={styles.name}>{account.name}</span>
                <span className={styles.role}>{t(`common:roles.${account.role}`)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
