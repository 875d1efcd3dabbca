import type { LinkProps } from '@tanstack/react-router';
import { LastLink } from './last-link';
import styles from './nav-tabs.module.css';

type NavTab = { text: string; to: LinkProps; count?: number; exact?: boolean };

/** The parts of a screen, each with an address of its own, and as it was left. */
export function NavTabs({ label, tabs }: { label: string; tabs: readonly NavTab[] }) {
  return (
    <nav aria-label={label} className={styles['tabs']}>
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
