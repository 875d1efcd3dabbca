import { defineMessages } from '@/lib/messages';

/** Why entities are as they are, and why configurations failed. */
export const useReasonMessages = defineMessages('endpoints-reason', {
  en: {
    what: 'Version {{version}} of the model {{model}}',
    it: 'The model',
    configuration: 'Configuration {{configuration, number}} could not be loaded, and this one goes on. {{reason}}',
    SCALED_TO_ZERO: 'Scaled to zero: the model is loaded when somebody asks it.',
    WAITING: 'The model waits to be loaded.',
    LOADING: 'The model is being loaded.',
    PODS_IN_MAKING: '{{what}}: its pods are being started. Its build log tells how far they are.',
    ENVIRONMENT_IN_MAKING: '{{what}}: its Python environment is being made. Its build log tells how far that is.',
    NO_VERSION: 'The model {{model}} has no version {{version}} any more.',
    OTHER_MODEL: 'The model {{model}} is another one than was meant, of the same name.',
    NOT_A_READER:
      '{{name}}, who configured the endpoint, may not read the model {{model}} any more: let somebody configure it again who may.',
    VARIABLE: 'The environment variable {{name}}: {{detail}}',
    NEEDS_PYTHON: '{{what}}: {{detail}}',
    NOT_LOADABLE: '{{what}}: {{detail}}',
    FILES_UNREADABLE: '{{what}}: its files could not be read. The server’s log says more.',
    NO_ROOM:
      '{{what}} does not fit: it has {{wanted}}, and the models that this server has loaded have {{taken}} of at most {{most}} (half of its memory). Delete an endpoint, serve fewer entities, or give the server more memory.',
    UNFORESEEN: '{{what}} cannot be loaded ({{detail}}). The server’s log says more.',
    ROLLOUT_TURNED_BACK: 'Its rollout was turned back. {{detail}}',
  },
  ja: {
    what: 'モデル{{model}}のバージョン{{version}}',
    it: 'モデル',
    configuration: '構成{{configuration, number}}を読み込めなかったため、現在の構成が応答を続けます。{{reason}}',
    SCALED_TO_ZERO: '休止中：呼び出しがあると読み込まれます。',
    WAITING: 'モデルは読み込みを待っています。',
    LOADING: 'モデルを読み込んでいます。',
    PODS_IN_MAKING: '{{what}}：Podを起動しています。進み具合は読み込みのログにあります。',
    ENVIRONMENT_IN_MAKING: '{{what}}：Python環境を作成しています。進み具合は読み込みのログにあります。',
    NO_VERSION: 'モデル{{model}}に{{version}}はもうありません。',
    OTHER_MODEL: 'モデル{{model}}は、指定されたものとは別の同名のモデルです。',
    NOT_A_READER:
      'エンドポイントを構成した{{name}}は、モデル{{model}}を読み取れなくなりました。権限のある人が構成し直してください。',
    VARIABLE: '環境変数{{name}}のシークレットを使えません（{{detail}}）',
    NEEDS_PYTHON:
      '{{what}}はPythonで動かす必要がありますが、このサーバーでは無効です（--python-models on）。詳細：{{detail}}',
    NOT_LOADABLE: '{{what}}を読み込めません：{{detail}}',
    FILES_UNREADABLE: '{{what}}：ファイルを読み取れませんでした。詳細はサーバーのログにあります。',
    NO_ROOM:
      '{{what}}はメモリに収まりません。必要量は{{wanted}}で、読み込み済みのモデルが上限{{most}}（サーバーのメモリの半分）のうち{{taken}}を使っています。エンドポイントを削除するか、提供するモデルを減らすか、サーバーのメモリを増やしてください。',
    UNFORESEEN: '{{what}}を読み込めません（{{detail}}）。詳細はサーバーのログにあります。',
    ROLLOUT_TURNED_BACK: 'ロールアウトが元に戻されました。{{detail}}',
  },
});
