import { useLocation, type LinkProps } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { LastLink } from './last-link';
import styles from './nav-tabs.module.css';

type NavTab = { text: string; to: LinkProps; count?: number; exact?: boolean };

/** The parts of a screen, each with an address of its own, and as it was left. */
export function NavTabs({ label, tabs }: { label: string; tabs: readonly NavTab[] }) {
  const bar = useRef<HTMLElement>(null);
  const pathname = useLocation({ select: (location) => location.pathname });
  useEffect(() => {
    // In a narrow window the part that is shown may stand beside what is in sight of the bar.
    bar.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [pathname]);
  return (
    <nav ref={bar} aria-label={label} className={styles['tabs']}>
      {tabs.map((tab) => (
        <LastLink
          key={tab.text}
          {...tab.to}
          className={styles['tab']}
          activeOptions={{ includeSearch: false, exact: tab.exact ?? false }}
        >
          {tab.text}
          {tab.count !== undefined && <span className="muted">{tab.count}</span>}
        </LastLink>
      ))}
    </nav>
  );
}
