import { getRouteApi, type LinkProps } from '@tanstack/react-router';
import { Lineage, type Sight } from '../components/lineage';

const ofVersion = getRouteApi('/models/$modelName/versions/$version/lineage');
const ofCatalogVersion = getRouteApi('/catalogue/models/$fullName/versions/$version/lineage');

/** The lineage of a version in the registry of the workspace. */
export function VersionLineagePage() {
  const { modelName, version } = ofVersion.useParams();
  const sight = ofVersion.useSearch();
  const go = ofVersion.useNavigate();
  return (
    <Lineage
      key={`${modelName}/${version}`}
      version={{ kind: 'MODEL_VERSION', name: modelName, id: version }}
      sight={sight}
      onSight={(change) => void go({ search: (before) => ({ ...before, ...change }), replace: true })}
      link={linkTo}
    />
  );
}

/** The lineage of a version of the catalogue. */
export function CatalogVersionLineagePage() {
  const { fullName, version } = ofCatalogVersion.useParams();
  const sight = ofCatalogVersion.useSearch();
  const go = ofCatalogVersion.useNavigate();
  return (
    <Lineage
      key={`${fullName}/${version}`}
      version={{ kind: 'CATALOG_VERSION', name: fullName, id: version }}
      sight={sight}
      onSight={(change) => void go({ search: (before) => ({ ...before, ...change }), replace: true })}
      link={linkTo}
    />
  );
}

function linkTo(change: Partial<Sight>): LinkProps {
  return { to: '.', search: (before: object) => ({ ...before, ...change }) } as LinkProps;
}
