import { Injectable } from '@nestjs/common'

interface Order {
  readonly total: number
  readonly country: string
}

@Injectable()
export class DiscountRules {
  private readonly compiled = new Map<string, (order: Order) => boolean>()

  register(name: string, condition: string): void {
    this.compiled.set(name, new Function('order', `return (${condition})`) as (order: Order) => boolean)
  }

  applies(name: string, order: Order): boolean {
    return this.compiled.get(name)?.(order) ?? false
  }
}
