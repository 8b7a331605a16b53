import { Outlet } from '@tanstack/react-router';
import { Content } from './Content.tsx';

/** Pages outside any engagement. */
export function PlainLayout() {
  return (
    <Content>
      <Outlet />
    </Content>
  );
}
