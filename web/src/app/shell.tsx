import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useRouter, type LinkProps } from '@tanstack/react-router';
import {
  Activity,
  Box,
  Command,
  FlaskConical,
  House,
  Inbox,
  Keyboard,
  KeyRound,
  Layers,
  Library,
  LockKeyhole,
  Menu as MenuIcon,
  MessageSquareText,
  Radio,
  Settings,
  Trash2,
  Webhook,
} from 'lucide-react';
import { lazy, Suspense, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { waitingQuery } from '@/features/registry/api/requests';
import { SeenWorkspace } from '@/features/workspaces/components/seen-workspace';
import { WorkspaceSwitch } from '@/features/workspaces/components/workspace-switch';
import { count } from '@/lib/format';
import { chooseLanguage, currentLanguage, LANGUAGES, type Language } from '@/lib/messages';
import { sessionQuery } from '@/lib/session';
import { signedOutState } from '@/lib/signed-out';
import { chooseTheme, THEMES, useTheme } from '@/lib/theme';
import { IconButton } from '@/ui/button';
import { LastLink } from '@/ui/last-link';
import { Menu, MenuChoice, MenuItem } from '@/ui/menu';
import { LoadingState } from '@/ui/states';
import { AccountMenu } from './account-menu';
import { HelpDialog } from './help-dialog';
import { useAppMessages } from './messages';
import { OfflineBar } from './offline-bar';
import { Palette } from './palette';
import styles from './shell.module.css';
import { useShortcuts } from './shortcuts';
import { SlowBar } from './slow-bar';

const Entrance = lazy(async () => ({ default: (await import('@/features/accounts/pages/entrance')).Entrance }));

/** Every screen in its frame, or the entrance for who must sign in first. */
export function Shell() {
  const isOut = useSyncExternalStore(signedOutState.subscribe, signedOutState.isOut);
  useReadingAnew();
  if (!isOut) return <Frame />;
  return (
    <Suspense fallback={<LoadingState />}>
      <Entrance />
    </Suspense>
  );
}

/** What was read before somebody signed in was refused, or may have changed. */
function useReadingAnew() {
  const client = useQueryClient();
  const router = useRouter();
  useEffect(
    () =>
      signedOutState.onReturn(() => {
        client.clear();
        void router.invalidate();
      }),
    [client, router],
  );
}

/** The frame around every screen: where one can go, and how it looks. */
function Frame() {
  const t = useAppMessages();
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [isMenuOpen, setMenuOpen] = useState(false);
  useShortcuts({ openPalette: () => setPaletteOpen(true), openHelp: () => setHelpOpen(true) });

  return (
    <div className={styles['shell']}>
      <a
        href="#content"
        className={styles['skip']}
        onClick={(event) => {
          event.preventDefault(); // the # is the router's
          document.getElementById('content')?.focus();
        }}
      >
        {t('skip')}
      </a>
      <aside className={styles['side']} data-open={isMenuOpen || undefined}>
        <div className={styles['top']}>
          <Link to="/" className={styles['brand']}>
            <img src="./cairn.svg" alt="" width="22" height="22" />
            <span>Cairn</span>
          </Link>
          <IconButton
            label={t('menu')}
            className={styles['burger']}
            aria-expanded={isMenuOpen}
            onClick={() => setMenuOpen(!isMenuOpen)}
          >
            <MenuIcon />
          </IconButton>
        </div>
        <WorkspaceSwitch />
        <button type="button" className={styles['search']} onClick={() => setPaletteOpen(true)}>
          <Command aria-hidden />
          <span>{t('palette')}</span>
          <kbd>Ctrl K</kbd>
        </button>
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- closes behind its links */}
        <nav aria-label={t('navigation')} onClick={() => setMenuOpen(false)}>
          <NavLink to={{ to: '/' }} icon={<House />} exact>
            {t('home')}
          </NavLink>
          <NavLink to={{ to: '/experiments' }} icon={<FlaskConical />}>
            {t('experiments')}
          </NavLink>
          <NavLink to={{ to: '/models' }} icon={<Box />}>
            {t('models')}
          </NavLink>
          <NavLink to={{ to: '/endpoints' }} icon={<Radio />}>
            {t('endpoints')}
          </NavLink>
          <NavLink to={{ to: '/prompts' }} icon={<MessageSquareText />}>
            {t('prompts')}
          </NavLink>
          <NavLink to={{ to: '/catalogue' }} icon={<Library />}>
            {t('catalogue')}
          </NavLink>
          <NavLink to={{ to: '/inbox' }} icon={<Inbox />}>
            {t('requests')}
            <Waiting />
          </NavLink>
          <NavLink to={{ to: '/trash' }} icon={<Trash2 />}>
            {t('trash')}
          </NavLink>
          <NavLink to={{ to: '/system' }} icon={<Activity />}>
            {t('system')}
          </NavLink>
        </nav>
        <div className={styles['bottom']}>
          <AccountMenu />
          <Preferences onHelp={() => setHelpOpen(true)} />
        </div>
      </aside>
      <main id="content" tabIndex={-1} className={styles['content']}>
        <OfflineBar />
        <SlowBar />
        <SeenWorkspace>
          <Outlet />
        </SeenWorkspace>
      </main>
      <Palette open={isPaletteOpen} onClose={() => setPaletteOpen(false)} onHelp={() => setHelpOpen(true)} />
      <HelpDialog open={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  );
}

type NavLinkProps = { to: LinkProps; icon: ReactNode; exact?: boolean; children: ReactNode };

function NavLink({ to, icon, exact = false, children }: NavLinkProps) {
  return (
    <LastLink {...to} className={styles['link']} activeOptions={{ exact, includeSearch: false }}>
      {icon}
      <span>{children}</span>
    </LastLink>
  );
}

/** How many requests wait for whoever looks; nothing where there are none, or it is not known. */
function Waiting() {
  const t = useAppMessages();
  const waiting = useQuery(waitingQuery).data;
  if (!waiting || waiting.requests.length === 0) return null;
  const number = count(waiting.requests.length) + (waiting.more ? '+' : '');
  return (
    <span className={styles['count']} title={t('waiting', { number })}>
      {number}
    </span>
  );
}

function Preferences({ onHelp }: { onHelp: () => void }) {
  const t = useAppMessages();
  const theme = useTheme();
  const navigate = useNavigate();
  const session = useQuery(sessionQuery).data;
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" className={styles['link']}>
          <Settings aria-hidden />
          <span>{t('settings')}</span>
        </button>
      }
    >
      <MenuChoice
        label={t('theme')}
        value={theme}
        onChange={chooseTheme}
        options={THEMES.map((option) => [option, t(`theme.${option}`)] as const)}
      />
      <MenuChoice
        label={t('language')}
        value={currentLanguage()}
        onChange={(language) => void chooseLanguage(language)}
        options={Object.entries(LANGUAGES) as [Language, string][]}
      />
      {session?.accounts === false && (
        <>
          <MenuItem icon={<Layers />} onClick={() => void navigate({ to: '/workspaces' })}>
            {t('workspaces')}
          </MenuItem>
          <MenuItem icon={<LockKeyhole />} onClick={() => void navigate({ to: '/secrets' })}>
            {t('secrets')}
          </MenuItem>
          <MenuItem icon={<KeyRound />} onClick={() => void navigate({ to: '/keys' })}>
            {t('keys')}
          </MenuItem>
          <MenuItem icon={<Webhook />} onClick={() => void navigate({ to: '/webhooks' })}>
            {t('webhooks')}
          </MenuItem>
        </>
      )}
      <MenuItem icon={<Keyboard />} onClick={onHelp}>
        {t('help')}
      </MenuItem>
    </Menu>
  );
}
