import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Folder } from 'lucide-react';
import { folderOfRun, modelVersionQuery, type ModelVersion } from '@/lib/registry';
import { runQuery } from '@/lib/run-query';
import { CopyId } from '@/ui/copy-button';
import { EmptyState } from '@/ui/states';
import { ArtifactBrowser } from '../components/artifact-browser';
import { useArtifactMessages } from '../messages';

const route = getRouteApi('/models/$modelName/versions/$version/artifacts/$');

/** The files of a version: those of the logged model that it is, or the way to where they are. */
export function VersionArtifactsPage() {
  const { modelName, version: number, _splat: path = '' } = route.useParams();
  const { view } = route.useSearch();
  const go = route.useNavigate();
  const { data: version } = useSuspenseQuery(modelVersionQuery(modelName, number));
  if (!version.model_id) return <Elsewhere version={version} />;
  return (
    <ArtifactBrowser
      key={version.model_id}
      owner={{ kind: 'model', id: version.model_id }}
      path={path}
      view={view}
      onPath={(to) => void go({ to: '.', params: (before) => ({ ...before, _splat: to }), search: {} })}
      onView={(chosen) => void go({ search: { view: chosen }, replace: true })}
    />
  );
}

function Elsewhere({ version }: { version: ModelVersion }) {
  const t = useArtifactMessages();
  const folder = folderOfRun(version);
  const { data: run } = useQuery({ ...runQuery(version.run_id), enabled: folder !== undefined });
  if (folder === undefined) {
    return (
      <EmptyState icon={<Folder />} title={t('kept')}>
        <p className="muted">{t('keptText')}</p>
        <CopyId id={version.source} />
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<Folder />} title={t('ofRun')}>
      <p className="muted">{t('ofRunText')}</p>
      {run && (
        <Link
          to="/experiments/$experimentId/runs/$runId/artifacts/$"
          params={{ experimentId: run.info.experiment_id, runId: version.run_id, _splat: folder }}
        >
          {t('openFolder')}
        </Link>
      )}
    </EmptyState>
  );
}
