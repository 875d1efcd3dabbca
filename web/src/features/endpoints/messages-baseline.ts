import { defineMessages } from '@/lib/messages';

/** What columns of an endpoint are held against. */
export const useBaselineMessages = defineMessages('endpoints-baseline', {
  en: {
    give: 'Set a baseline',
    giveTitle: 'Rows to hold {{name}} against',
    giveText:
      'Such as those of the training set: the table that a run logged, or JSON in a form of a request, with “predictions” beside it if there are any. Columns that are never kept are left out.',
    artifact: 'A file of a run or a model',
    artifactHint:
      'runs:/RUN_ID/PATH, models:/NAME/VERSION/PATH or models:/NAME@ALIAS/PATH: a table in JSON, as mlflow.log_table writes it, in CSV, Parquet or Arrow.',
    both: 'Give this, or rows below, not both.',
    predictions: 'Its columns that are predictions',
    predictionsHint: 'With commas between them. Columns that the endpoint is never asked with are not looked at.',
    file: 'Or a file with the rows',
    tooLarge: 'The file has {{size}}, of at most {{most}}.',
    unreadable: 'The file {{name}} cannot be read.',
    rows: 'Or the rows themselves',
    save: 'Set',
    given: 'Columns are held against these rows from now on.',
    forget: 'Use the first requests',
    forgetTitle: 'Hold {{name}} against its first requests again?',
    forgetText: 'The rows that somebody gave are deleted. The first thousand requests that were kept are the baseline.',
    forgotten: 'The first requests are the baseline again.',
    off: 'Without requests that are kept there is no drift to tell.',
    toPayloads: 'Keep requests',
  },
  ja: {
    give: '基準を設定',
    giveTitle: '{{name}}と比べる基準の行',
    giveText:
      '学習データなどを、ランが記録した表、またはリクエストと同じ形式のJSONで指定します。JSONでは、予測があれば「predictions」として並べてください。記録しない列は除かれます。',
    artifact: 'ランまたはモデルのファイル',
    artifactHint:
      'runs:/RUN_ID/PATH、models:/NAME/VERSION/PATH、models:/NAME@ALIAS/PATHのいずれか。表の形式は、mlflow.log_tableが書くJSON、CSV、Parquet、Arrowです。',
    both: 'ここか下の行のどちらか一方だけを指定してください。',
    predictions: '予測の列',
    predictionsHint: 'カンマで区切ります。エンドポイントへのリクエストにない列は使われません。',
    file: 'または手元の行のファイル',
    tooLarge: 'ファイルが大きすぎます: {{size}}（最大 {{most}}）。',
    unreadable: 'ファイル{{name}}を読み取れません。',
    rows: 'または行を直接入力',
    save: '設定',
    given: '基準の行を設定しました。',
    forget: '最初のリクエストを基準にする',
    forgetTitle: '{{name}}を再び最初のリクエストと比べますか？',
    forgetText: '指定された行は削除され、最初に記録された1,000件のリクエストが基準になります。',
    forgotten: '最初のリクエストを基準に戻しました。',
    off: 'リクエストを記録しないと、ドリフトはわかりません。',
    toPayloads: 'リクエストを記録',
  },
});
