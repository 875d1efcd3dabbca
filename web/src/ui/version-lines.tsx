import { Link } from '@tanstack/react-router';
import { versionUri, type ModelVersion } from '@/lib/registry';
import { modelVersionRoute } from '@/lib/routes';
import { Badge } from './badge';
import { CopyButton } from './copy-button';
import { LinkLines } from './link-lines';
import { useUiMessages } from './messages';

/** Versions of registered models: where each leads, its aliases, and its address to copy. */
export function VersionLines({ versions }: { versions: readonly ModelVersion[] }) {
  const t = useUiMessages();
  return (
    <LinkLines>
      {versions.map(({ name, version, aliases = [] }) => (
        <li key={`${name}/${version}`}>
          <Link to={modelVersionRoute.to} params={{ modelName: name, version }}>
            {name} <span className="muted">{t('version', { version })}</span>
          </Link>
          {aliases.map((alias) => (
            <Badge key={alias} tone="info">
              @{alias}
            </Badge>
          ))}
          <CopyButton text={versionUri({ name, version })} />
        </li>
      ))}
    </LinkLines>
  );
}
