import { openLink, type NoticeLink } from './link.ts';

/** The links that are open, by server and token: one socket serves all documents of a page. */
const open = new Map<string, NoticeLink[]>();

function linksOf(url: string, token: string | undefined): NoticeLink[] {
  const key = `${url} ${token ?? ''}`;
  let links = open.get(key);
  if (!links) open.set(key, (links = []));
  return links;
}

function add(url: string, token: string | undefined): NoticeLink {
  const links = linksOf(url, token);
  const link = openLink({
    url,
    ...(token !== undefined && { token }),
    ended: () => links.splice(links.indexOf(link), 1),
  });
  links.push(link);
  return link;
}

/** A link to share. A document that is on every one already (opened twice in a page) gets a link of its own. */
export function linkFor(url: string, token: string | undefined, documentId: string): NoticeLink {
  const usable = linksOf(url, token).find(
    (link) => link.state.phase !== 'refused' && !link.has(documentId),
  );
  return usable ?? add(url, token);
}

/** Hears the notices of a server over the shared link; gives back how to stop. */
export function hearNotices(
  o: { url: string; token?: string },
  hear: Parameters<NoticeLink['onNotice']>[0],
): () => void {
  const link = linksOf(o.url, o.token).find(({ state }) => state.phase !== 'refused');
  return (link ?? add(o.url, o.token)).onNotice(hear);
}
