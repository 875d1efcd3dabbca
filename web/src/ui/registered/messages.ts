import { defineMessages } from '@/lib/messages';

/** What is said about registered models and prompts alike. */
export const useRegisteredMessages = defineMessages('registered', {
  en: {
    name: 'Name',
    newest: 'Newest version',
    versionOf: 'Version {{version}}',
    aliases: 'Aliases',
    tags: 'Tags',
    description: 'Description',
    created: 'Created',
    updated: 'Changed',
    maker: 'Created by',
  },
  ja: {
    name: '名前',
    newest: '最新バージョン',
    versionOf: 'バージョン{{version}}',
    aliases: 'エイリアス',
    tags: 'タグ',
    description: '説明',
    created: '作成日時',
    updated: '最終更新',
    maker: '作成者',
  },
});
