import { defineMessages } from '@/lib/messages';

export const useHomeMessages = defineMessages('home', {
  en: {
    title: 'Home',
    running: 'Running now',
    noneRunning: 'Nothing is running.',
    moreRunning: 'The {{count, number}} that began last.',
    showRunning: 'Show all',
    recentRuns: 'Latest runs',
    recentExperiments: 'Latest experiments',
    allExperiments: 'All experiments',
    run: 'Run',
    experiment: 'Experiment',
    status: 'Status',
    started: 'Started',
    duration: 'Duration',
    welcome: 'Log a first run',
    welcomeText:
      'Point the MLflow client that you already use at this server. What it logs appears here while it happens.',
  },
  ja: {
    title: 'ホーム',
    running: '実行中',
    noneRunning: '実行中のランはありません。',
    moreRunning: '最近開始した{{count, number}}件です。',
    showRunning: 'すべて表示',
    recentRuns: '最近のラン',
    recentExperiments: '最近の実験',
    allExperiments: 'すべての実験',
    run: 'ラン',
    experiment: '実験',
    status: 'ステータス',
    started: '開始',
    duration: '所要時間',
    welcome: '最初のランを記録しましょう',
    welcomeText: 'お使いのMLflowクライアントをこのサーバーに向けてください。記録した内容はリアルタイムで表示されます。',
  },
});
