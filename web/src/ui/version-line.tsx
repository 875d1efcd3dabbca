import { Link } from '@tanstack/react-router';
import { versionUri, type ModelVersion } from '@/lib/registry';
import { modelVersionRoute } from '@/lib/routes';
import { Badge } from './badge';
import { CopyButton } from './copy-button';
import { useUiMessages } from './messages';

/** A version of a registered model in a list: where it leads, its aliases, and its address to copy. */
export function VersionLine({ version }: { version: ModelVersion }) {
  const t = useUiMessages();
  const { name, version: number, aliases = [] } = version;
  return (
    <li>
      <Link to={modelVersionRoute.to} params={{ modelName: name, version: number }}>
        {name} <span className="muted">{t('version', { version: number })}</span>
      </Link>
      {aliases.map((alias) => (
        <Badge key={alias} tone="info">{`@${alias}`}</Badge>
      ))}
      <CopyButton text={versionUri(version)} />
    </li>
  );
}
