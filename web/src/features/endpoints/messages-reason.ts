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
    NOT_STARTED_AGAIN:
      '{{what}}: its processes have ended, and none can be started. That is tried again and again. {{detail}}',
    NOT_LOADED_AGAIN:
      '{{what}} was scaled to zero and could not be loaded again. The next request tries that once more. {{detail}}',
    NO_ROOM:
      '{{what}} does not fit: it has {{wanted}}, and the models that this server has loaded have {{taken}} of at most {{most}} (half of its memory, or of its heap). Delete an endpoint, serve fewer entities, or give the server more memory.',
    UNFORESEEN: '{{what}} cannot be loaded ({{detail}}). The server’s log says more.',
    quoted: '{{text}}',
    'found.NO_CLUSTER': 'It is to run in a cluster, and this server has none (--kubernetes-image).',
    'found.CLUSTER_AWAY': 'The cluster does not answer.',
    'found.CLUSTER_REFUSES': 'The cluster refuses it. The server’s log says more.',
    'found.PODS_ASKED_AGAIN': 'Its pods are looked for once more.',
    'found.PODS_SLOW': 'Its pods do not answer after {{count, number}} s: {{quoted}}.',
    'found.PODS_OUT_OF_REACH':
      'Its pods are ready, but this server gets no answer at {{quoted}}; --kubernetes-address says how it reaches them.',
    'found.POD_FAILED': '{{quoted}}',
    'found.VARIABLES_TOO_LARGE':
      'Its environment variables, with their secrets, have more than {{count, number}} KiB together, which is the most that a cluster takes.',
    'found.SECRET_UNREADABLE': '{{quoted}} It is read in the name of who configured the endpoint.',
    'found.SECRET_NO_VARIABLE':
      'Its secret has a NUL in it, or more than {{count, number}} KiB, which no variable has.',
    'found.SECRET_NO_TEXT': 'Its secret is no text in UTF-8.',
    'found.STOPPING': 'The server is stopping.',
    'found.UNFORESEEN': 'The server’s log says more.',
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
    NO_VERSION: 'モデル{{model}}にバージョン{{version}}はもうありません。',
    OTHER_MODEL: 'モデル{{model}}は、指定されたものとは別の同名のモデルです。',
    NOT_A_READER:
      'エンドポイントを構成した{{name}}は、モデル{{model}}を読み取れなくなりました。権限のある人が構成し直してください。',
    VARIABLE: '環境変数{{name}}のシークレットを使えません。{{detail}}',
    NEEDS_PYTHON:
      '{{what}}はPythonで動かす必要がありますが、このサーバーでは無効です（--python-models on）。詳細：{{detail}}',
    NOT_LOADABLE: '{{what}}を読み込めません：{{detail}}',
    FILES_UNREADABLE: '{{what}}：ファイルを読み取れませんでした。詳細はサーバーのログにあります。',
    NOT_STARTED_AGAIN: '{{what}}のプロセスが終了し、起動し直せません。起動できるまで繰り返し試みます。詳細：{{detail}}',
    NOT_LOADED_AGAIN: '{{what}}は休止中で、読み込み直せませんでした。次の呼び出しで再び試みます。詳細：{{detail}}',
    NO_ROOM:
      '{{what}}はメモリに収まりません。必要量は{{wanted}}で、読み込み済みのモデルが上限{{most}}（サーバーのメモリまたはヒープの半分）のうち{{taken}}を使っています。エンドポイントを削除するか、提供するモデルを減らすか、サーバーのメモリを増やしてください。',
    UNFORESEEN: '{{what}}を読み込めません（{{detail}}）。詳細はサーバーのログにあります。',
    quoted: '「{{text}}」',
    'found.NO_CLUSTER': 'クラスターで動かす設定ですが、このサーバーにクラスターはありません（--kubernetes-image）。',
    'found.CLUSTER_AWAY': 'クラスターが応答しません。',
    'found.CLUSTER_REFUSES': 'クラスターに拒否されました。詳細はサーバーのログにあります。',
    'found.PODS_ASKED_AGAIN': 'Podをもう一度確認します。',
    'found.PODS_SLOW': '{{count, number}}秒待ってもPodが応答しません：「{{quoted}}」',
    'found.PODS_OUT_OF_REACH':
      'Podは準備できていますが、このサーバーから{{quoted}}に接続できません（接続先は--kubernetes-addressで指定します）。',
    'found.POD_FAILED': 'Podを起動できません：「{{quoted}}」',
    'found.VARIABLES_TOO_LARGE':
      '環境変数がシークレットを含めて合計{{count, number}}KiBを超えています。クラスターに渡せる上限です。',
    'found.SECRET_UNREADABLE': 'エンドポイントを構成した人の権限では読み取れません：「{{quoted}}」',
    'found.SECRET_NO_VARIABLE': 'NUL文字を含むか、{{count, number}}KiBを超えているため、環境変数にできません。',
    'found.SECRET_NO_TEXT': 'UTF-8のテキストではありません。',
    'found.STOPPING': 'サーバーを停止しています。',
    'found.UNFORESEEN': '詳細はサーバーのログにあります。',
    ROLLOUT_TURNED_BACK: 'ロールアウトが元に戻されました。{{detail}}',
  },
});
