import { defineMessages } from '@/lib/messages';

export const useChartMessages = defineMessages('chart', {
  en: {
    chart: 'chart',
    keys: 'Left and right read values, plus zooms in, minus out, 0 shows all.',
    others_one: '{{count, number}} more',
    others_other: '{{count, number}} more',
    name: 'Name',
    last: 'Last',
    least: 'Least',
    greatest: 'Greatest',
    points: 'Points',
    notNumbers: 'NaN or infinite',
  },
  ja: {
    chart: 'グラフ',
    keys: '左右の矢印キーで値を読み、プラスで拡大、マイナスで縮小、0で全体を表示します。',
    others_other: '他{{count, number}}件',
    name: '名前',
    last: '最終値',
    least: '最小',
    greatest: '最大',
    points: '点の数',
    notNumbers: 'NaN・無限大',
  },
});
