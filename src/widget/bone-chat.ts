/** The chat widget: one script tag, one element. */

/** `<bone-chat>`: a conversation with the bot, on any page. */
export class BoneChat extends HTMLElement {}

customElements.define('bone-chat', BoneChat)
