import { Component } from 'react';
import type { ReactNode } from 'react';
import { Translation } from 'react-i18next';
import styles from './Crash.module.css';

interface CrashState {
  crashed: boolean;
}

/** The last net: a fault of ours leaves a sentence and a way on, never an empty page. */
export class Crash extends Component<{ children: ReactNode }, CrashState> {
  override state: CrashState = { crashed: false };

  static getDerivedStateFromError(): CrashState {
    return { crashed: true };
  }

  override render() {
    if (!this.state.crashed) return this.props.children;
    return (
      <Translation>
        {(t) => (
          <main className={`cadrage ${styles.crash}`} role="alert">
            <h1>{t('crashed.title')}</h1>
            <p>{t('crashed.body')}</p>
            <button type="button" onClick={() => location.reload()}>
              {t('action.reload')}
            </button>
          </main>
        )}
      </Translation>
    );
  }
}
