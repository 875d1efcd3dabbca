import { Link, useRouter, type LinkProps } from '@tanstack/react-router';
import { lastSearch } from '@/lib/last-search';

type LastLinkProps = LinkProps & { className?: string | undefined };

/** A link to a screen as it was left in this tab, unless the link itself says what to show there. */
export function LastLink(props: LastLinkProps) {
  const router = useRouter();
  const { pathname } = router.buildLocation(props as Parameters<typeof router.buildLocation>[0]);
  // Read when it is followed: meanwhile the screen may show something else.
  const search = (props.search ?? (() => lastSearch(pathname))) as NonNullable<LinkProps['search']>;
  return <Link {...props} search={search} />;
}
