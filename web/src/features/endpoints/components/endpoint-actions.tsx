import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { readAnew } from '@/lib/change';
import { isManagedBy, type ServingEndpoint } from '@/lib/endpoints';
import { Button } from '@/ui/button';
import { FormDialog } from '@/ui/dialog';
import { MenuItem, MoreMenu } from '@/ui/menu';
import { ShareButton } from '@/ui/permissions/share-button';
import { TextField } from '@/ui/text-field';
import { notify } from '@/ui/toast';
import { useDeleteEndpoint } from '../api/changes';
import { useEndpointMessages } from '../messages';
import { ConfigDialog } from './config-dialog';

/** What can be done with an endpoint, by who manages it. */
export function EndpointActions({ endpoint }: { endpoint: ServingEndpoint }) {
  const t = useEndpointMessages();
  const [asked, setAsked] = useState<'edit' | 'delete'>();
  const close = () => setAsked(undefined);
  const isManager = isManagedBy(endpoint);
  return (
    <>
      <ShareButton thing={{ type: 'serving_endpoint', id: endpoint.id }} name={endpoint.name} />
      {isManager && (
        <>
          <Button onClick={() => setAsked('edit')}>
            <Pencil />
            {t('edit')}
          </Button>
          <MoreMenu label={t('more')}>
            <MenuItem icon={<Trash2 />} danger onClick={() => setAsked('delete')}>
              {t('delete')}
            </MenuItem>
          </MoreMenu>
        </>
      )}
      {asked === 'edit' && <ConfigDialog endpoint={endpoint} onClose={close} />}
      {asked === 'delete' && <Deletion name={endpoint.name} onClose={close} />}
    </>
  );
}

/** Programs that ask it are refused from then on, so its name is typed. */
function Deletion({ name, onClose }: { name: string; onClose: () => void }) {
  const t = useEndpointMessages();
  const client = useQueryClient();
  const navigate = useNavigate();
  const remove = useDeleteEndpoint(name);
  const [typed, setTyped] = useState('');
  return (
    <FormDialog
      open
      danger
      onClose={onClose}
      title={t('deleteTitle', { name })}
      action={t('delete')}
      busy={remove.isPending}
      disabled={typed.trim() !== name}
      error={remove.error}
      onSubmit={() =>
        remove.mutate(undefined, {
          onSuccess: () => {
            notify(t('deleted', { name }));
            void navigate({ to: '/endpoints' }).then(() => readAnew(client, 'endpoints'));
          },
        })
      }
    >
      <p>{t('deleteText')}</p>
      <TextField
        label={t('typeName', { name })}
        value={typed}
        onChange={setTyped}
        autoComplete="off"
        spellCheck={false}
        required
      />
    </FormDialog>
  );
}
