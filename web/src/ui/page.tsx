import type { LinkProps } from '@tanstack/react-router';
import { Fragment, useEffect, type ReactNode } from 'react';
import { DEFAULT_WORKSPACE, workspace } from '@/lib/workspace';
import { LastLink } from './last-link';
import { useUiMessages } from './messages';
import styles from './page.module.css';

export type Crumb = { text: string; to?: LinkProps };

type PageProps = {
  title: string;
  /** The way here from the top, without this page itself. */
  crumbs?: Crumb[];
  /** Beside the title: a status, an id. */
  aside?: ReactNode;
  actions?: ReactNode;
  /** Fills the window and scrolls inside, as tables do. */
  fill?: boolean;
  children: ReactNode;
};

/** The frame of a screen: where one is, what can be done, and the screen itself. */
export function Page({ title, crumbs = [], aside, actions, fill = false, children }: PageProps) {
  const t = useUiMessages();
  useEffect(() => {
    document.title = [title, ...(workspace === DEFAULT_WORKSPACE ? [] : [workspace]), 'Cairn'].join(' · ');
  }, [title]);
  return (
    <div className={[styles['page'], fill ? styles['fill'] : ''].join(' ')}>
      <header className={styles['header']}>
        <div className={styles['titles']}>
          {crumbs.length > 0 && (
            <nav aria-label={t('breadcrumb')} className={styles['crumbs']}>
              {crumbs.map((crumb) => (
                <Fragment key={crumb.text}>
                  {crumb.to ? <LastLink {...crumb.to}>{crumb.text}</LastLink> : <span>{crumb.text}</span>}
                  <span aria-hidden>/</span>
                </Fragment>
              ))}
            </nav>
          )}
          <div className={styles['title']}>
            <h1 title={title}>{title}</h1>
            {aside}
          </div>
        </div>
        {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
