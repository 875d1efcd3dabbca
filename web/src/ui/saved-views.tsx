import { useQuery } from '@tanstack/react-query';
import { useLocation, useRouter } from '@tanstack/react-router';
import { Bookmark, BookmarkPlus, Link2, Save, Trash2, Users } from 'lucide-react';
import { useState } from 'react';
import { SERVER } from '@/lib/api-client';
import { useDeleteView, useUpdateView, viewsQuery, type SavedView, type ViewsOf } from '@/lib/views';
import { Button } from './button';
import { Menu, MenuItem } from './menu';
import { useUiMessages } from './messages';
import { SaveViewDialog } from './save-view-dialog';
import { notify, notifyError } from './toast';

/**
 * The views that are kept of the screen in sight: opened, saved, shared by link, deleted. A view is the part of the
 * address behind the screen's path.
 */
export function SavedViews({ of }: { of: ViewsOf }) {
  const t = useUiMessages();
  const router = useRouter();
  const location = useLocation();
  const state = location.searchStr || '?';
  const { data: views = [] } = useQuery(viewsQuery(of));
  const [isSaving, setSaving] = useState(false);
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
        <MenuItem icon={<BookmarkPlus />} onClick={() => setSaving(true)}>
          {t('saveView')}
        </MenuItem>
        {current && <OfView view={current} state={state} />}
      </Menu>
      <SaveViewDialog
        of={of}
        state={state}
        open={isSaving}
        onClose={() => setSaving(false)}
        onSaved={(view) => setOpened(view.view_id)}
      />
    </>
  );
}

function OfView({ view, state }: { view: SavedView; state: string }) {
  const t = useUiMessages();
  const update = useUpdateView();
  const remove = useDeleteView();
  const copyLink = async () => {
    await navigator.clipboard.writeText(`${SERVER}/#/views/${view.view_id}`);
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
      <MenuItem icon={<Trash2 />} danger onClick={() => remove.mutate(view, { onError: notifyError })}>
        {t('deleteView', { name: view.name })}
      </MenuItem>
    </>
  );
}
