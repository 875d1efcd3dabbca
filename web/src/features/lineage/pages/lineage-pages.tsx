import { getRouteApi, type LinkProps } from '@tanstack/react-router';
import type { Subject } from '../api/lineage';
import { Lineage, type Sight } from '../components/lineage';

const ofVersion = getRouteApi('/models/$modelName/versions/$version/lineage');
const ofCatalogVersion = getRouteApi('/catalogue/models/$fullName/versions/$version/lineage');
const ofRun = getRouteApi('/experiments/$experimentId/runs/$runId/lineage');
const ofModel = getRouteApi('/experiments/$experimentId/models/$modelId/lineage');

/** The lineage of a version in the registry of the workspace. */
export function VersionLineagePage() {
  const { modelName, version } = ofVersion.useParams();
  const go = ofVersion.useNavigate();
  return (
    <Around
      subject={{ kind: 'MODEL_VERSION', name: modelName, id: version }}
      sight={ofVersion.useSearch()}
      onSight={(change) => void go({ search: (before) => ({ ...before, ...change }), replace: true })}
    />
  );
}

/** The lineage of a version of the catalogue. */
export function CatalogVersionLineagePage() {
  const { fullName, version } = ofCatalogVersion.useParams();
  const go = ofCatalogVersion.useNavigate();
  return (
    <Around
      subject={{ kind: 'CATALOG_VERSION', name: fullName, id: version }}
      sight={ofCatalogVersion.useSearch()}
      onSight={(change) => void go({ search: (before) => ({ ...before, ...change }), replace: true })}
    />
  );
}

/** What a run read, and what it made. */
export function RunLineagePage() {
  const { runId } = ofRun.useParams();
  const go = ofRun.useNavigate();
  return (
    <Around
      subject={{ kind: 'RUN', name: '', id: runId }}
      sight={ofRun.useSearch()}
      onSight={(change) => void go({ search: (before) => ({ ...before, ...change }), replace: true })}
    />
  );
}

/** What a logged model came from, and the versions that it became. */
export function ModelLineagePage() {
  const { modelId } = ofModel.useParams();
  const go = ofModel.useNavigate();
  return (
    <Around
      subject={{ kind: 'LOGGED_MODEL', name: '', id: modelId }}
      sight={ofModel.useSearch()}
      onSight={(change) => void go({ search: (before) => ({ ...before, ...change }), replace: true })}
    />
  );
}

type AroundProps = { subject: Subject; sight: Sight; onSight: (change: Partial<Sight>) => void };

function Around({ subject, sight, onSight }: AroundProps) {
  return (
    <Lineage
      key={`${subject.name}/${subject.id}`}
      subject={subject}
      sight={sight}
      onSight={onSight}
      link={(change) => ({ to: '.', search: (before: object) => ({ ...before, ...change }) }) as LinkProps}
    />
  );
}
