/** Names the tool in every report; constant whichever model served, so that alerts keep their identity. */
export const TOOL = Object.freeze({ name: 'understudy', version: '0.1.0' })
