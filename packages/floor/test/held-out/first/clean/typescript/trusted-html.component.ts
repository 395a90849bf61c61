import { Component, type OnInit } from '@angular/core'
import { ActivatedRoute } from '@angular/router'

@Component({ selector: 'app-search-result', template: '<div>{{ searchValue }}</div>' })
export class SearchResultComponent implements OnInit {
  searchValue?: string

  constructor(private readonly route: ActivatedRoute) {}

  ngOnInit(): void {
    const queryParam = this.route.snapshot.queryParams.q
    if (queryParam) {
      this.searchValue = queryParam
    }
  }
}
