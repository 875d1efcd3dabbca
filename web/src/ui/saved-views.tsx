import { useQuery } from '@tanstack/react-query';
import { useLocation, useRouter } from '@tanstack/react-router';
import { Bookmark, BookmarkPlus, BookmarkX, Link2, Pencil, Save, Trash2, Users } from 'lucide-react';
import { useState } from 'react';
import { copyText } from '@/lib/clipboard';
import { useUpdateView, viewsQuery, type SavedView, type ViewsOf } from '@/lib/views';
import { screenAddress } from '@/lib/workspace';
import { Button } from './button';
import { Menu, MenuItem } from './menu';
import { useUiMessages } from './messages';
import { notify, notifyError } from './toast';
import { ChangeViewDialog, DeleteViewDialog, SaveViewDialog } from './view-dialogs';

/** What a dialog asks of a view that is kept. */
type Asked = 'change' | 'delete';

/**
 * The views that are kept of the screen in sight: opened, saved, renamed, shared, deleted. A view is the part of the
 * address behind the screen's path.
 */
export function SavedViews({ of }: { of: ViewsOf }) {
  const t = useUiMessages();
  const router = useRouter();
  const location = useLocation();
  const state = location.searchStr || '?';
  const { data: views = [] } = useQuery(viewsQuery(of));
  // The view itself: while it is being deleted, another one may already be the current one, or none.
  const [asked, setAsked] = useState<'save' | { what: Asked; view: SavedView }>();
  const close = () => setAsked(undefined);
  const [opened, setOpened] = useState<string>();
  const current = views.find((view) => view.state === state) ?? views.find((view) => view.view_id === opened);
  return (
    <>
      <Menu
        align="start"
        trigger={
          <Button>
            <Bookmark />
            {current?.name ?? t('views')}
            {current !== undefined && current.state !== state && ' *'}
          </Button>
        }
      >
        {views.map((view) => (
          <MenuItem
            key={view.view_id}
            icon={view.shared ? <Users /> : <Bookmark />}
            onClick={() => {
              setOpened(view.view_id);
              router.history.push(`${location.pathname}${view.state}`);
            }}
          >
            {view.name}
          </MenuItem>
        ))}
        <MenuItem icon={<BookmarkPlus />} onClick={() => setAsked('save')}>
          {t('saveView')}
        </MenuItem>
        {current && <OfView view={current} state={state} onAsk={(what) => setAsked({ what, view: current })} />}
        {location.searchStr !== '' && (
          <MenuItem icon={<BookmarkX />} onClick={() => router.history.push(location.pathname)}>
            {t('noView')}
          </MenuItem>
        )}
      </Menu>
      {asked === 'save' && (
        <SaveViewDialog of={of} state={state} onClose={close} onSaved={(view) => setOpened(view.view_id)} />
      )}
      {typeof asked === 'object' && asked.what === 'change' && <ChangeViewDialog view={asked.view} onClose={close} />}
      {typeof asked === 'object' && asked.what === 'delete' && <DeleteViewDialog view={asked.view} onClose={close} />}
    </>
  );
}

type OfViewProps = { view: SavedView; state: string; onAsk: (asked: Asked) => void };

function OfView({ view, state, onAsk }: OfViewProps) {
  const t = useUiMessages();
  const update = useUpdateView();
  const copyLink = async () => {
    await copyText(screenAddress(`/views/${view.view_id}`));
    notify(t('linkCopied'));
  };
  return (
    <>
      {view.state !== state && (
        <MenuItem
          icon={<Save />}
          onClick={() =>
            update.mutate({ view, state }, { onError: notifyError, onSuccess: () => notify(t('viewSaved')) })
          }
        >
          {t('updateView', { name: view.name })}
        </MenuItem>
      )}
      <MenuItem icon={<Link2 />} onClick={() => void copyLink()}>
        {t('copyLink')}
      </MenuItem>
      <MenuItem icon={<Pencil />} onClick={() => onAsk('change')}>
        {t('changeView', { name: view.name })}
      </MenuItem>
      <MenuItem icon={<Trash2 />} danger onClick={() => onAsk('delete')}>
        {t('deleteView', { name: view.name })}
      </MenuItem>
    </>
  );
}
