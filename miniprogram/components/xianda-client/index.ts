export { clientOf, type ChatClient, type Thumb, type Watcher } from './chat-client'
