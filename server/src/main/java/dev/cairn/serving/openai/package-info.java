/// Requests and answers as OpenAI's clients have them. The door is [dev.cairn.serving.openai.OpenAiRequest].
@NullMarked
package dev.cairn.serving.openai;

import org.jspecify.annotations.NullMarked;
