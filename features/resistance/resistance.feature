Feature: What the source proposes on resistance to anti-CD38 antibodies

  Rule: After any earlier anti-CD38 antibody

    @rule:resist-mechanisms-list @rule:resist-profile-open
    Scenario Outline: An earlier daratumumab, isatuximab or unnamed antibody brings up the proposals and what is open
      Given a patient assessed on 2024-03-15
        | current antibody | <current> |
        | planned antibody | <planned> |
      And an earlier course of <earlier>
      When the rule book is applied
      Then resist-mechanisms-list applies as info
      And resist-mechanisms-list says “less CD38, complement inhibitors, neutralizing antibodies, loss of NK cells”
      And resist-mechanisms-list says “none is shown to be at work in this patient”
      And resist-mechanisms-list says “hypotheses”
      And resist-profile-open applies as info
      And resist-profile-open says “may give more direct evidence”

      Examples:
        | current    | planned    | earlier     |
        | none       | none       | daratumumab |
        | none       | isatuximab | daratumumab |
        | none       |            | isatuximab  |
        |            |            | unnamed     |
        | isatuximab | none       | daratumumab |

    @rule:resist-mechanisms-list @rule:resist-profile-open
    Scenario Outline: An antibody that is being given comes before a plan for the other one
      Given a patient assessed on 2024-03-15
        | current antibody     | <current>     |
        | current doses given  | <doses>       |
        | planned antibody     | <planned>     |
        | alternative antibody | <alternative> |
        | earlier antibodies   | none          |
      When the rule book is applied
      Then resist-mechanisms-list <outcome>
      And resist-profile-open <outcome>

      Examples:
        | current         | doses | planned     | alternative | outcome         |
        | daratumumab     |       | isatuximab  |             | applies as info |
        | isatuximab      | 1     | daratumumab |             | applies as info |
        | daratumumab     | 1     | daratumumab | isatuximab  | applies as info |
        | daratumumab     | 0     | isatuximab  |             | does not apply  |
        | daratumumab     | 1     | daratumumab |             | does not apply  |
        | daratumumab     | 1     | none        |             | does not apply  |
        | other anti cd38 | 1     | isatuximab  |             | does not apply  |
        | none            |       | isatuximab  |             | does not apply  |

    @rule:resist-mechanisms-list @rule:resist-profile-open
    Scenario: Another anti-CD38 antibody before isn't what the proposals are about
      Given a patient assessed on 2024-03-15
        | current antibody | none       |
        | planned antibody | isatuximab |
      And an earlier course of other anti cd38
      When the rule book is applied
      Then resist-mechanisms-list does not apply
      And resist-profile-open does not apply

    @rule:resist-mechanisms-list @rule:resist-profile-open
    Scenario Outline: Neither can be decided without earlier anti-CD38 antibodies
      Given a patient assessed on 2024-03-15
        | current antibody | none      |
        | planned antibody | <planned> |
      When the rule book is applied
      Then resist-mechanisms-list can't be decided without earlier anti-CD38 antibodies
      And resist-profile-open can't be decided without earlier anti-CD38 antibodies

      Examples:
        | planned    |
        | isatuximab |
        | none       |

    @rule:resist-mechanisms-list @rule:resist-profile-open
    Scenario: Neither can be decided without anti-CD38 antibody (planned regimen) beside a current one
      Given a patient assessed on 2024-03-15
        | current antibody   | daratumumab |
        | planned antibody   | undecided   |
        | earlier antibodies | none        |
      When the rule book is applied
      Then resist-mechanisms-list can't be decided without anti-CD38 antibody (planned regimen)
      And resist-profile-open can't be decided without anti-CD38 antibody (planned regimen)

  Rule: After daratumumab

    @rule:resist-cd38-loss-routes
    Scenario Outline: An earlier daratumumab brings up the proposed routes of CD38 loss
      Given a patient assessed on 2024-03-15
        | current antibody | <current> |
        | planned antibody | <planned> |
      And an earlier course of daratumumab
        | last dose | <last> |
      When the rule book is applied
      Then resist-cd38-loss-routes applies as info
      And resist-cd38-loss-routes says “Proposed routes”
      And resist-cd38-loss-routes says “haven't been reported for isatuximab”
      And resist-cd38-loss-routes says “appeared to keep it”

      Examples:
        | current    | planned    | last       |
        | none       | isatuximab | 2023-12-20 |
        | isatuximab | none       | 2019-12-20 |
        | none       | none       |            |
        |            |            |            |

    @rule:resist-cd38-loss-routes
    Scenario: A named daratumumab is enough, beside a course that isn't named
      Given a patient assessed on 2024-03-15
      And an earlier course of unnamed
      And an earlier course of daratumumab
      When the rule book is applied
      Then resist-cd38-loss-routes applies as info

    @rule:resist-cd38-loss-routes
    Scenario Outline: Other earlier antibodies, and daratumumab that hasn't ended, don't bring them up
      Given a patient assessed on 2024-03-15
        | current antibody | <current>  |
        | planned antibody | isatuximab |
      And an earlier course of <earlier>
      When the rule book is applied
      Then resist-cd38-loss-routes does not apply

      Examples:
        | current     | earlier         |
        | none        | isatuximab      |
        | none        | other anti cd38 |
        | daratumumab | isatuximab      |

    @rule:resist-cd38-loss-routes
    Scenario: resist-cd38-loss-routes can't be decided without earlier anti-CD38 antibodies
      Given a patient assessed on 2024-03-15
        | current antibody | none       |
        | planned antibody | isatuximab |
      And an earlier course of unnamed
      When the rule book is applied
      Then resist-cd38-loss-routes can't be decided without earlier anti-CD38 antibodies

  Rule: After progression on daratumumab

    @rule:resist-cd55-cd59 @rule:resist-immune-effector
    Scenario Outline: A course that was refractory, or ended for progression, brings up both findings
      Given a patient assessed on 2024-03-15
        | current antibody | none       |
        | planned antibody | isatuximab |
      And an earlier course of daratumumab
        | refractory          | <refractory> |
        | reason for stopping | <reason>     |
      When the rule book is applied
      Then resist-cd55-cd59 applies as info
      And resist-cd55-cd59 says “CD55 and CD59 were raised on myeloma cells, likely tied to resistance”
      And resist-cd55-cd59 says “in vitro”
      And resist-cd55-cd59 says “no conclusion from it for the choice of an antibody”
      And resist-cd55-cd59 cites leleu-2022/cd55-cd59-low-with-isatuximab
      And resist-immune-effector applies as info
      And resist-immune-effector says “appeared to keep CD38”
      And resist-immune-effector says “markedly reduced at progression”
      And resist-immune-effector says “open”

      Examples:
        | refractory | reason      |
        | yes        |             |
        | yes        | toxicity    |
        |            | progression |
        | no         | progression |

    @rule:resist-cd55-cd59 @rule:resist-immune-effector
    Scenario Outline: A course that ended otherwise, or another antibody, doesn't
      Given a patient assessed on 2024-03-15
        | current antibody | <current>  |
        | planned antibody | isatuximab |
      And an earlier course of <earlier>
        | refractory          | <refractory> |
        | reason for stopping | <reason>     |
      When the rule book is applied
      Then resist-cd55-cd59 does not apply
      And resist-immune-effector does not apply

      Examples:
        | current     | earlier         | refractory | reason         |
        | none        | daratumumab     | no         | toxicity       |
        | none        | daratumumab     | no         | completed      |
        | none        | daratumumab     | no         | patient choice |
        | none        | daratumumab     | no         | other          |
        | none        | isatuximab      | yes        | progression    |
        | daratumumab | isatuximab      | yes        | progression    |
        | none        | other anti cd38 | yes        | progression    |
        | none        | unnamed         | no         | toxicity       |

    @rule:resist-cd55-cd59 @rule:resist-immune-effector
    Scenario Outline: Neither can be decided without refractoriness to the earlier anti-CD38 antibodies
      Given a patient assessed on 2024-03-15
        | current antibody | none       |
        | planned antibody | isatuximab |
      And an earlier course of daratumumab
        | reason for stopping | <reason> |
      When the rule book is applied
      Then resist-cd55-cd59 can't be decided without refractoriness to the earlier anti-CD38 antibodies
      And resist-immune-effector can't be decided without refractoriness to the earlier anti-CD38 antibodies

      Examples:
        | reason   |
        |          |
        | toxicity |

    @rule:resist-cd55-cd59 @rule:resist-immune-effector
    Scenario: Neither can be decided without earlier anti-CD38 antibodies
      Given a patient assessed on 2024-03-15
        | current antibody | none       |
        | planned antibody | isatuximab |
      And an earlier course of unnamed
        | refractory          | yes         |
        | reason for stopping | progression |
      When the rule book is applied
      Then resist-cd55-cd59 can't be decided without earlier anti-CD38 antibodies
      And resist-immune-effector can't be decided without earlier anti-CD38 antibodies
