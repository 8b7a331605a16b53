import { Outlet } from '@tanstack/react-router';
import { Content } from './Content.tsx';

/** Pages that need the whole width: outside any engagement, and a document with its own margins. */
export function PlainLayout() {
  return (
    <Content>
      <Outlet />
    </Content>
  );
}
