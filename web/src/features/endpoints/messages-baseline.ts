import { defineMessages } from '@/lib/messages';

/** What columns of an endpoint are held against. */
export const useBaselineMessages = defineMessages('endpoints-baseline', {
  en: {
    give: 'Set a baseline',
    giveTitle: 'Rows to hold {{name}} against',
    giveText:
      'Such as a sample of the training set: JSON in a form of a request, with “predictions” beside it if there are any. Columns that are never kept are left out.',
    file: 'A file with the rows',
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
      '学習データの一部などを、リクエストと同じ形式のJSONで指定します。予測があれば「predictions」として並べてください。記録しない列は除かれます。',
    file: '行のファイル',
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
