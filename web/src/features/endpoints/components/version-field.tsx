import { useQuery } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { useDeferredValue, useEffect, useLayoutEffect, useRef } from 'react';
import { catalogVersionsNamedQuery, isFullName } from '@/lib/catalog';
import { versionsNamedQuery } from '@/lib/registry';
import { IconButton } from '@/ui/button';
import { Menu, MenuItem } from '@/ui/menu';
import { TextField } from '@/ui/text-field';
import { useEndpointMessages } from '../messages';

type VersionFieldProps = {
  model: string;
  /** Versions of it that others serve: another one is proposed. */
  taken: readonly string[];
  value: string;
  onChange: (version: string) => void;
};

/** A version of a model by its number, or by an alias that is followed; those that there are can be chosen. */
export function VersionField({ model, taken, value, onChange }: VersionFieldProps) {
  const t = useEndpointMessages();
  const asked = useDeferredValue(model.trim());
  const isOfCatalogue = isFullName(asked);
  const ofWorkspace = useQuery({ ...versionsNamedQuery(asked), enabled: asked !== '' && !isOfCatalogue }).data;
  const ofCatalogue = useQuery({ ...catalogVersionsNamedQuery(asked), enabled: isOfCatalogue }).data;
  const data = isOfCatalogue ? ofCatalogue : ofWorkspace;
  const { aliases = [], versions = [] } = data ?? {};
  const choices = [
    ...aliases.map(({ alias, version }) => [`@${alias}`, t('aliasMeans', { alias, version })] as const),
    ...versions.map((version) => [version, t('versionOf', { version })] as const),
  ];
  const first = (choices.find(([version]) => !taken.includes(version)) ?? choices[0])?.[0];
  const field = useRef<HTMLInputElement>(null);
  const isInIt = useRef(false);
  const proposed = useRef('');
  useEffect(() => {
    if (!data || value !== '' || first === undefined || isInIt.current) return;
    proposed.current = first;
    onChange(first);
    // What is emptied by hand stays empty, and nothing is put before what somebody begins to type.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [asked, data]);
  /** What is typed takes the place of what was proposed, also where that came just after the focus. */
  const select = () => {
    if (isInIt.current && value !== '' && value === proposed.current) field.current?.select();
  };
  useLayoutEffect(select, [value]);
  const meant = aliases.find(({ alias }) => `@${alias}` === value)?.version;
  return (
    <TextField
      label={t('version')}
      hint={meant === undefined ? t('versionHint') : t('aliasFollowed', { version: meant })}
      ref={field}
      value={value}
      onChange={(typed) => {
        proposed.current = '';
        onChange(typed);
      }}
      onFocus={() => {
        isInIt.current = true;
        select();
      }}
      onClick={select}
      onBlur={() => (isInIt.current = false)}
      autoComplete="off"
      spellCheck={false}
      required
      button={
        choices.length === 0 ? undefined : (
          <Menu
            trigger={
              <IconButton label={t('chooseVersion')}>
                <ChevronDown />
              </IconButton>
            }
          >
            {choices.map(([version, text]) => (
              <MenuItem key={version} onClick={() => onChange(version)}>
                {text}
              </MenuItem>
            ))}
          </Menu>
        )
      }
    />
  );
}
