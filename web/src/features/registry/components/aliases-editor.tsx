import { Link } from '@tanstack/react-router';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { RegisteredModel, RegisteredModelAlias } from '@/lib/registry';
import { modelVersionRoute } from '@/lib/routes';
import { IconButton } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';
import { Line, Rows } from '@/ui/rows';
import { Section } from '@/ui/section';
import { TextField } from '@/ui/text-field';
import { notify, notifyError } from '@/ui/toast';
import { useRemoveAlias, useSetAlias } from '../api/models';
import { useRegistryMessages } from '../messages';
import { OrAskDialog } from './or-ask-dialog';

type AliasesEditorProps = {
  model: RegisteredModel;
  /** The one version whose aliases are shown and set; those of all where there is none. */
  version?: string;
};

/** Aliases to read, set, move to another version and take away. */
export function AliasesEditor({ model, version }: AliasesEditorProps) {
  const t = useRegistryMessages();
  const { name, aliases = [] } = model;
  const [edited, setEdited] = useState<RegisteredModelAlias>();
  const { mutateAsync: remove } = useRemoveAlias(name);
  const { mutateAsync: set } = useSetAlias(name);
  const shown = version === undefined ? aliases : aliases.filter((one) => one.version === version);
  const take = async (one: RegisteredModelAlias) => {
    try {
      await remove(one.alias);
      const undo = () => void set(one).catch(notifyError);
      notify(t('aliasRemoved', { alias: one.alias }), { label: t('undo'), run: undo });
    } catch (error) {
      notifyError(error as Error);
    }
  };
  return (
    <Section
      title={t('aliases')}
      count={shown.length}
      actions={
        <IconButton label={t('addAlias')} onClick={() => setEdited({ alias: '', version: version ?? '' })}>
          <Plus />
        </IconButton>
      }
    >
      {shown.length === 0 && <p className="muted">{t('noAliases')}</p>}
      <Rows label={t('aliases')}>
        {shown.map((one) => (
          <Line
            key={one.alias}
            {...(version === undefined && { facts: <VersionLink name={name} version={one.version} /> })}
            actions={
              <>
                <CopyButton text={`models:/${name}@${one.alias}`} />
                <IconButton label={t('moveAlias', { alias: one.alias })} onClick={() => setEdited(one)}>
                  <Pencil />
                </IconButton>
                <IconButton label={t('removeAlias', { alias: one.alias })} onClick={() => void take(one)}>
                  <Trash2 />
                </IconButton>
              </>
            }
          >
            @{one.alias}
          </Line>
        ))}
      </Rows>
      {edited && (
        <AliasDialog
          model={model}
          given={edited}
          isOfOne={version !== undefined}
          onClose={() => setEdited(undefined)}
        />
      )}
    </Section>
  );
}

function VersionLink({ name, version }: { name: string; version: string }) {
  const t = useRegistryMessages();
  return (
    <Link to={modelVersionRoute.to} params={{ modelName: name, version }}>
      {t('versionOf', { version })}
    </Link>
  );
}

type AliasDialogProps = {
  model: RegisteredModel;
  given: RegisteredModelAlias;
  /** A new alias is for the version that one looks at. */
  isOfOne: boolean;
  onClose: () => void;
};

function AliasDialog({ model: { name, aliases = [] }, given, isOfOne, onClose }: AliasDialogProps) {
  const t = useRegistryMessages();
  const [alias, setAlias] = useState(given.alias);
  const [version, setVersion] = useState(given.version);
  const set = useSetAlias(name);
  const isNew = given.alias === '';
  const other = aliases.find((one) => one.alias === alias.trim() && one.version !== version.trim());
  return (
    <OrAskDialog
      onClose={onClose}
      target={{ alias: alias.trim() }}
      place={{ name, version: version.trim() }}
      title={isNew ? t('addAlias') : t('moveAlias', { alias: given.alias })}
      action={t('save')}
      busy={set.isPending}
      disabled={alias.trim() === '' || !/^\d+$/.test(version.trim())}
      error={set.error}
      onSubmit={() => set.mutate({ alias: alias.trim(), version: version.trim() }, { onSuccess: onClose })}
    >
      {isNew && (
        <TextField
          label={t('alias')}
          hint={other ? t('aliasMoves', { version: other.version }) : t('aliasHint')}
          value={alias}
          onChange={setAlias}
          autoComplete="off"
          spellCheck={false}
          required
        />
      )}
      {!(isNew && isOfOne) && (
        <TextField label={t('version')} value={version} onChange={setVersion} inputMode="numeric" required />
      )}
    </OrAskDialog>
  );
}
