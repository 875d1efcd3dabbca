import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { Snippet } from '@/ui/copy-button';
import { listModels } from '../api/models';
import { listCatalogs, listSchemas } from '../api/things';
import { useModelColumns, useThingColumns } from '../components/thing-columns';
import { ThingList } from '../components/thing-list';
import { registering } from '../snippets';

const ofCatalogs = getRouteApi('/catalogue/');
const ofAll = getRouteApi('/catalogue/models');
const ofSchemas = getRouteApi('/catalogue/catalogs/$fullName/');
const ofModels = getRouteApi('/catalogue/schemas/$fullName/');

/** The catalogs that one sees. */
export function CatalogsPage() {
  const { q } = ofCatalogs.useSearch();
  const show = ofCatalogs.useNavigate();
  const search = useCallback((text: string) => void show({ search: { q: text }, replace: true }), [show]);
  return <ThingList of="catalogs" within="" load={listCatalogs} columns={useThingColumns()} text={q} onText={search} />;
}

/** The models of all catalogs. */
export function AllModelsPage() {
  const { q } = ofAll.useSearch();
  const show = ofAll.useNavigate();
  const search = useCallback((text: string) => void show({ search: { q: text }, replace: true }), [show]);
  return (
    <ThingList
      of="models"
      within=""
      load={(asked) => listModels('', asked)}
      columns={useModelColumns(true)}
      text={q}
      onText={search}
      hint={<Snippet code={registering('main.default.churn')} />}
    />
  );
}

/** The schemas of a catalog. */
export function SchemasPage() {
  const { fullName } = ofSchemas.useParams();
  const { q } = ofSchemas.useSearch();
  const show = ofSchemas.useNavigate();
  const search = useCallback((text: string) => void show({ search: { q: text }, replace: true }), [show]);
  return (
    <ThingList
      of="schemas"
      within={fullName}
      load={(asked) => listSchemas(fullName, asked)}
      columns={useThingColumns()}
      text={q}
      onText={search}
    />
  );
}

/** The models of a schema. */
export function ModelsPage() {
  const { fullName } = ofModels.useParams();
  const { q } = ofModels.useSearch();
  const show = ofModels.useNavigate();
  const search = useCallback((text: string) => void show({ search: { q: text }, replace: true }), [show]);
  return (
    <ThingList
      of="models"
      within={fullName}
      load={(asked) => listModels(fullName, asked)}
      columns={useModelColumns(false)}
      text={q}
      onText={search}
      hint={<Snippet code={registering(`${fullName}.churn`)} />}
    />
  );
}
