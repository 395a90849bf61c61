import { type Collection, MongoClient } from 'mongodb'
import { config } from '../config.js'

export interface Review {
  readonly productId: string
  readonly author: string
  readonly rating: number
  readonly text: string
  readonly createdAt: Date
}

const client = new MongoClient(config.mongoUrl, { tls: true })

export function reviews(): Collection<Review> {
  return client.db('shop').collection<Review>('reviews')
}
