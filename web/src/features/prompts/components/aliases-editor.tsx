import { Link } from '@tanstack/react-router';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { RegisteredModelAlias } from '@/lib/registry';
import { promptVersionRoute } from '@/lib/routes';
import { IconButton } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';
import { FormDialog } from '@/ui/dialog';
import { Line, Rows } from '@/ui/rows';
import { Section } from '@/ui/section';
import { TextField } from '@/ui/text-field';
import { notify, notifyError } from '@/ui/toast';
import { useRemoveAlias, useSetAlias, type Prompt } from '../api/prompts';
import { usePromptMessages } from '../messages';

type AliasesEditorProps = {
  prompt: Prompt;
  /** The one version whose aliases are shown and set; those of all where there is none. */
  version?: string;
};

/** Aliases to read, set, move to another version and take away. */
export function AliasesEditor({ prompt: { name, aliases = [] }, version }: AliasesEditorProps) {
  const t = usePromptMessages();
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
                <CopyButton text={`prompts:/${name}@${one.alias}`} />
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
      {edited && <AliasDialog name={name} given={edited} onClose={() => setEdited(undefined)} />}
    </Section>
  );
}

function VersionLink({ name, version }: { name: string; version: string }) {
  const t = usePromptMessages();
  return (
    <Link to={promptVersionRoute.to} params={{ promptName: name, version }}>
      {t('versionOf', { version })}
    </Link>
  );
}

type AliasDialogProps = { name: string; given: RegisteredModelAlias; onClose: () => void };

function AliasDialog({ name, given, onClose }: AliasDialogProps) {
  const t = usePromptMessages();
  const [alias, setAlias] = useState(given.alias);
  const [version, setVersion] = useState(given.version);
  const set = useSetAlias(name);
  const isNew = given.alias === '';
  return (
    <FormDialog
      open
      onClose={onClose}
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
          hint={t('aliasHint')}
          value={alias}
          onChange={setAlias}
          autoComplete="off"
          spellCheck={false}
          required
        />
      )}
      <TextField label={t('version')} value={version} onChange={setVersion} inputMode="numeric" required />
    </FormDialog>
  );
}
