import { useQuery } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { documentQuery } from '@client/features/documents/page/api';
import { Content } from './Content.tsx';

/** A document has the whole width, with its own margins, and gives the browser's tab its name. */
export function DocumentLayout() {
  const { documentId = '' } = useParams({ strict: false });
  const { data: document } = useQuery({ ...documentQuery(documentId), enabled: false });
  return (
    <Content>
      <title>{document ? `${document.title} · Cadrage` : 'Cadrage'}</title>
      <Outlet />
    </Content>
  );
}
