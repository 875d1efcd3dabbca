import { getRouteApi } from '@tanstack/react-router';
import { ArtifactBrowser } from '../components/artifact-browser';

const ofRun = getRouteApi('/experiments/$experimentId/runs/$runId/artifacts/$');
const ofModel = getRouteApi('/experiments/$experimentId/models/$modelId/artifacts/$');
const ofCatalogVersion = getRouteApi('/catalogue/models/$fullName/versions/$version/artifacts/$');

export function RunArtifactsPage() {
  const { runId, _splat: path = '' } = ofRun.useParams();
  const { view } = ofRun.useSearch();
  const go = ofRun.useNavigate();
  return (
    <ArtifactBrowser
      key={runId}
      owner={{ kind: 'run', id: runId }}
      path={path}
      view={view}
      onPath={(to) => void go({ to: '.', params: (before) => ({ ...before, _splat: to }), search: {} })}
      onView={(chosen) => void go({ search: { view: chosen }, replace: true })}
    />
  );
}

export function ModelArtifactsPage() {
  const { modelId, _splat: path = '' } = ofModel.useParams();
  const { view } = ofModel.useSearch();
  const go = ofModel.useNavigate();
  return (
    <ArtifactBrowser
      key={modelId}
      owner={{ kind: 'model', id: modelId }}
      path={path}
      view={view}
      onPath={(to) => void go({ to: '.', params: (before) => ({ ...before, _splat: to }), search: {} })}
      onView={(chosen) => void go({ search: { view: chosen }, replace: true })}
    />
  );
}

export function CatalogVersionArtifactsPage() {
  const { fullName, version, _splat: path = '' } = ofCatalogVersion.useParams();
  const { view } = ofCatalogVersion.useSearch();
  const go = ofCatalogVersion.useNavigate();
  const id = `${fullName}/${version}`;
  return (
    <ArtifactBrowser
      key={id}
      owner={{ kind: 'catalog-version', id }}
      path={path}
      view={view}
      onPath={(to) => void go({ to: '.', params: (before) => ({ ...before, _splat: to }), search: {} })}
      onView={(chosen) => void go({ search: { view: chosen }, replace: true })}
    />
  );
}
