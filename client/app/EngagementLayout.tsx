import { Outlet } from '@tanstack/react-router';
import { Content } from './Content.tsx';
import styles from './EngagementLayout.module.css';
import { Navigation } from './Navigation.tsx';

/** The pages of one engagement, beside its navigation. */
export function EngagementLayout() {
  return (
    <div className={styles.layout}>
      <div className={styles.navigation}>
        <Navigation />
      </div>
      <Content>
        <Outlet />
      </Content>
    </div>
  );
}
